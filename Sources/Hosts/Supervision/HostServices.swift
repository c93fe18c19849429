import BlueprintModel

/// Supervised services on a host: each has one supervisor, which outlives whoever started it and
/// restarts the service when it dies. See `Wrapper/supervise.sh` for states and files.
public struct HostServices: Sendable {
  /// What a stop may take beyond the time that is known.
  private static let patience = Duration.seconds(600)

  private let host: any Host
  private let state: String

  /// The services of `host` under its directory `state`, an absolute path.
  public init(host: any Host, state: String) {
    self.host = host
    self.state = state
  }

  /// The directory of the service `name`'s supervision.
  public func directory(of name: String) -> String { "\(state)/services/\(name)" }

  /// Starts the service unless it runs with the same digest; one that runs with another digest
  /// is stopped first.
  ///
  /// - Parameter term: the caller's lease term.
  /// - Throws: ``HostError/staleTerm(offered:seen:)``
  public func ensure(_ name: String, _ service: HostedService, term: Int)
    async throws(HostError)
  {
    try await Wrapper.supervise.push(to: host, state: state)
    let folder = "\(directory(of: name))/specs/\(service.digest)"
    for (file, content) in try files(of: service) {
      try await host.put(content, at: "\(folder)/\(file)", mode: 0o600)
    }
    // The one that must give way has a stop timeout of its own, which only the host knows.
    try await start(name, service.digest, term: term)
    _ = try await wrapper(["forget", directory(of: name), service.digest.description])
  }

  private func start(_ name: String, _ spec: Digest, term: Int) async throws(HostError) {
    let words = try await changing(
      ["start", directory(of: name)], term: term, [spec.description], timeout: Self.patience)
    guard words == ["supervised", spec.description] else {
      throw .wrapper(words.joined(separator: " "))
    }
  }

  private func files(of service: HostedService) throws(HostError) -> [(String, FileContent)] {
    [
      ("command", .text(service.command + "\n")),
      ("env", .text(try EnvironmentFile.text(of: service.environment))),
      ("directory", .text(service.directory + "\n")),
      ("stop_ms", .text("\(max(0, service.stopTimeout.milliseconds))\n")),
      ("log_limit", .text("\(service.logLimit)\n")),
    ]
  }

  /// Stops the service and its supervisor; returns when both are gone. One that does not run is
  /// left as it is.
  ///
  /// - Parameters:
  ///   - term: the caller's lease term.
  ///   - timeout: the time that the service gets to stop, as far as the caller knows it.
  /// - Throws: ``HostError/staleTerm(offered:seen:)``
  public func stop(_ name: String, term: Int, within timeout: Duration) async throws(HostError) {
    try await Wrapper.supervise.push(to: host, state: state)
    let words = try await changing(
      ["stop", directory(of: name)], term: term, timeout: max(timeout, .zero) + Self.patience)
    guard words == ["stopped"] else { throw .wrapper(words.joined(separator: " ")) }
  }

  /// Starts a stopped or crashed service again as it was last started.
  ///
  /// - Parameter term: the caller's lease term.
  /// - Returns: whether there was one to start.
  /// - Throws: ``HostError/staleTerm(offered:seen:)``
  public func start(_ name: String, term: Int) async throws(HostError) -> Bool {
    guard let spec = try await status(of: name).spec else { return false }
    try await start(name, spec, term: term)
    return true
  }

  /// Sends HUP to the service's process or, where that is the shell of its command, to those of
  /// the shell's children that handle HUP. A process that does not is spared.
  ///
  /// - Returns: whether a process handles it.
  public func reload(_ name: String) async throws(HostError) -> Bool {
    try await Wrapper.supervise.push(to: host, state: state)
    return try await wrapper(["reload", directory(of: name)]) == ["reloaded"]
  }

  /// How the service stands.
  public func status(of name: String) async throws(HostError) -> ServiceStatus {
    try await Wrapper.supervise.push(to: host, state: state)
    let words = try await wrapper(["status", directory(of: name)])
    guard let status = ServiceStatus(words: words) else {
      throw .wrapper(words.joined(separator: " "))
    }
    return status
  }

  /// Stops the service and removes everything that supervision keeps of it.
  public func remove(_ name: String, term: Int, stoppingWithin timeout: Duration)
    async throws(HostError)
  {
    try await stop(name, term: term, within: timeout)
    _ = try await host.run(HostCommand(.program(["rm", "-rf", "--", directory(of: name)])))
  }

  /// The last `limit` bytes of the service's output.
  public func log(of name: String, limit: Int) async throws(HostError) -> String {
    try await Tail.text(of: "\(directory(of: name))/log", on: host, limit: limit)
  }

  /// Runs a verb that changes something, which a stale term may not.
  private func changing(
    _ verb: [String], term: Int, _ more: [String] = [], timeout: Duration
  ) async throws(HostError) -> [String] {
    let words = try await wrapper(verb + ["\(state)/terms", "\(term)"] + more, timeout: timeout)
    if words.first == "stale_term", let seen = words.last.flatMap({ Int($0) }) {
      throw .staleTerm(offered: term, seen: seen)
    }
    return words
  }

  private func wrapper(_ arguments: [String], timeout: Duration = .seconds(30))
    async throws(HostError) -> [String]
  {
    try await Wrapper.supervise.run(arguments, on: host, state: state, timeout: timeout)
  }
}
