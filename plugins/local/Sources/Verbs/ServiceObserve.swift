import BlueprintModel
import Hosts

/// `service.observe {host, name}`: tells how the service stands.
struct ServiceObserve: LocalVerb {
  private let call: VerbCall
  private let machine: LocalMachine
  private let name: String

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    machine = try call.machine()
    name = try call.input().fileName("name")
  }

  func perform() async throws(Failure) -> Outcome {
    let status = try await Failure.catching { () async throws(HostError) in
      try await machine.services(on: call.host).status(of: name)
    }
    var outputs: ValueMap = [
      "state": .string(status.state.rawValue), "starts": .integer(status.starts),
    ]
    if let pid = status.pid { outputs["pid"] = .integer(pid) }
    if let uptime = status.uptime { outputs["since_ms"] = .integer(uptime.milliseconds) }
    return .done(handle: nil, outputs: outputs)
  }
}
