import BlueprintModel
import Hosts

/// `service.delete {host, name}`: stops the service and forgets it; its own files stay.
struct ServiceDelete: LocalVerb {
  private let call: VerbCall
  private let machine: LocalMachine
  private let name: String

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    machine = try call.machine()
    name = try call.input().fileName("name")
  }

  func perform() async throws(Failure) -> Outcome {
    try await Failure.catching { () async throws(HostError) in
      try await machine.services(on: call.host)
        .remove(name, term: call.context.term, stoppingWithin: call.context.timeout)
    }
    return .done(handle: nil, outputs: [:])
  }
}
