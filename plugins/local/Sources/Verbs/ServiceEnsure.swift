import BlueprintModel
import Hosts
import ProviderKit

/// `service.ensure {host, name, command, env, directory, stop_timeout_ms, endpoints, spec}`:
/// has the service run as given, under its supervisor. One that already does is left alone.
struct ServiceEnsure: LocalVerb {
  private let call: VerbCall
  private let machine: LocalMachine
  private let name: String
  private let service: HostedService
  private let ports: [Int]

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    machine = try call.machine()
    name = try input.fileName("name")
    ports = try input.readers("endpoints").map { endpoint throws(Failure) in
      try endpoint.port("port")
    }
    let directory = try input.optional("directory", "a string", \.string) ?? ""
    service = HostedService(
      command: try input.string("command"),
      environment: call.environment(try input.environment("env"), on: machine),
      directory: try machine.resolve(".", in: directory),
      stopTimeout: try input.milliseconds("stop_timeout_ms") ?? .seconds(10),
      spec: [
        "endpoints": input.value("endpoints") ?? .null, "given": input.value("spec") ?? .null,
      ])
  }

  func perform() async throws(Failure) -> Outcome {
    let services = machine.services(on: call.host)
    let status = try await Failure.catching { () async throws(HostError) in
      try await services.status(of: name)
    }
    if status.state != .running || status.spec != service.digest {
      try checkPorts(besides: status.pid)
    }
    try await Failure.catching { () async throws(HostError) in
      try DirectoryTree.make(service.directory, mode: 0o755)
      try await services.ensure(name, service, term: call.context.term)
    }
    return .done(
      handle: [
        "directory": .string(services.directory(of: name)),
        "spec": .string(service.digest.description),
      ], outputs: [:])
  }

  /// What the running service, of the process group `group`, holds it gives up when it is
  /// stopped for the new one.
  private func checkPorts(besides group: Int?) throws(Failure) {
    for port in ports {
      let check = PortCheck(address: machine.address, port: port)
      guard let problem = check.problem else { continue }
      if let group, check.holderGroup == group { continue }
      throw Failure(
        .permanent, code: problem.code, problem.message, changed: .no, help: problem.help)
    }
  }
}
