import BlueprintModel
import Glibc
import Hosts
import ProviderKit

/// `target.check {machines, packages, ports}`: looks, before anything is changed, for what would
/// make a deployment fail. What it finds are outputs, not a failure, so that all of it is told.
struct TargetCheck: LocalVerb {
  private struct Port {
    var machine: String
    var service: String
    var number: Int
    var isHeld: Bool
  }

  private let call: VerbCall
  private let directory: StateDirectory
  private let packages: [PackageQuery]
  private let ports: [Port]

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    directory = try call.directory()
    packages = try input.readers("packages").map(PackageQuery.init)
    ports = try input.readers("ports").map { port throws(Failure) in
      Port(
        machine: try port.string("machine"),
        service: try port.optional("service", "a string", \.string) ?? "",
        number: try port.port("port"),
        isHeld: try port.optional("held", "a boolean", \.boolean) ?? false)
    }
  }

  func perform() async throws(Failure) -> Outcome {
    var problems = directoryProblems()
    for (index, package) in packages.enumerated() {
      if case .missing(let message, let help) = try await package.look(on: call.host) {
        problems.append(problem("package", index, "package_missing", message, help))
      }
    }
    for (index, port) in ports.enumerated() where !port.isHeld {
      if let found = try self.problem(of: port) {
        problems.append(problem("port", index, found.code, found.message, found.help))
      }
    }
    return .done(handle: nil, outputs: ["problems": .list(problems)])
  }

  private func problem(of port: Port) throws(Failure) -> PortCheck.Problem? {
    let home = try directory.home(of: port.machine, in: call.action.deployment)
    let address = try Failure.catching { () throws(HostError) in
      try directory.addresses.expected(for: home)
    }
    return PortCheck(address: address, port: port.number).problem
  }

  private func directoryProblems() -> [Value] {
    // The nearest directory that exists is where the others will be made.
    var path = directory.path
    while DirectoryTree.kind(of: path) == nil, path != "/" { path = LocalPath.parent(of: path) }
    guard DirectoryTree.kind(of: path, following: true) == .directory else {
      return [
        problem(
          "directory", 0, "not_a_directory", "\(path) is not a directory",
          "give another state directory with --state-dir")
      ]
    }
    guard access(path, W_OK | X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      return [
        problem(
          "directory", 0, "unwritable", "\(path): \(reason)",
          "give a state directory that you can write to with --state-dir")
      ]
    }
    return []
  }

  private func problem(
    _ kind: Value, _ index: Int, _ code: String, _ message: String, _ help: String?
  ) -> Value {
    [
      "kind": kind, "index": .integer(index), "code": .string(code),
      "message": .string(message), "help": help.map(Value.string) ?? .null,
    ]
  }
}
