import BlueprintModel

/// A wrapper script, and its place on a host: named by its content, so that one that is being
/// read by a running shell is never overwritten.
struct Wrapper: Sendable {
  /// Runs durable jobs.
  static let job = Wrapper("job", PackageResources.job_sh)
  /// Supervises services.
  static let supervise = Wrapper("supervise", PackageResources.supervise_sh)

  private let name: String
  private let text: [UInt8]

  private init(_ name: String, _ script: [UInt8]) {
    text = PackageResources.common_sh + script
    self.name = "\(name)-\(Digest(of: text).short).sh"
  }

  /// Where it lies below the state directory `state`.
  func path(in state: String) -> String { "\(state)/bin/\(name)" }

  /// Brings it to `host` unless it is there.
  func push(to host: any Host, state: String) async throws(HostError) {
    let path = path(in: state)
    guard try await host.read(path, from: 0, limit: 1) == nil else { return }
    try await host.put(.bytes(text), at: path, mode: 0o600)
  }

  /// Runs it with `arguments`, and returns the words that it prints.
  func run(
    _ arguments: [String], on host: any Host, state: String, timeout: Duration = .seconds(30)
  ) async throws(HostError) -> [String] {
    let command = HostCommand(
      .script("exec sh \"$@\"", arguments: [path(in: state)] + arguments), timeout: timeout)
    let result = try await host.run(command)
    let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
    guard result.status == 0 else {
      throw .wrapper("exit status \(result.status): \(result.errorOutput) \(result.output)")
    }
    return words
  }
}
