import BlueprintModel

/// A long-running process that a host keeps alive.
public struct HostedService: Sendable, Hashable {
  /// The command, shell text.
  public var command: String
  /// Its environment, apart from `PATH`.
  public var environment: [String: String]
  /// Where it runs: an absolute path on the host.
  public var directory: String
  /// What it gets to end after TERM before it is killed.
  public var stopTimeout: Duration
  /// The size at which its log is rotated, in bytes.
  public var logLimit: Int
  /// Everything else that makes it another service: a change of it means a restart.
  public var spec: Value

  /// A service; see the properties for the parameters.
  public init(
    command: String, environment: [String: String] = [:], directory: String,
    stopTimeout: Duration = .seconds(10), logLimit: Int = 10 << 20, spec: Value = .null
  ) {
    self.command = command
    self.environment = environment
    self.directory = directory
    self.stopTimeout = stopTimeout
    self.logLimit = logLimit
    self.spec = spec
  }

  /// Tells services apart: the digest of all of it but the limits.
  public var digest: Digest {
    Digest(
      of: [
        "command": .string(command), "directory": .string(directory), "spec": spec,
        "environment": .map(ValueMap(environment.map { ($0.key, Value.string($0.value)) })),
      ])
  }
}

/// How a service stands.
public struct ServiceStatus: Sendable, Hashable {
  /// What it does.
  public enum State: String, Sendable, Hashable {
    /// It was never started, or removed.
    case absent
    /// It runs.
    case running
    /// It died; its supervisor, if that lives, starts it again.
    case crashed
    /// It was stopped on request.
    case stopped
  }

  /// What it does.
  public var state: State
  /// The ``HostedService/digest`` that it was started with, if it ever was.
  public var spec: Digest?
  /// Its process, if it runs.
  public var pid: Int?
  /// How long its process has been running, if it runs.
  public var uptime: Duration?
  /// How often it was started.
  public var starts: Int

  static let absent = ServiceStatus(state: .absent, starts: 0)

  init(state: State, spec: Digest? = nil, pid: Int? = nil, uptime: Duration? = nil, starts: Int) {
    self.state = state
    self.spec = spec
    self.pid = pid
    self.uptime = uptime
    self.starts = starts
  }

  /// Reads the words that the wrapper prints; nil if they are not its words.
  init?(words: [String]) {
    if words == ["absent"] {
      self = .absent
      return
    }
    guard words.count == 5, let state = State(rawValue: words[0]), let pid = Int(words[2]),
      let uptime = Int(words[3]), let starts = Int(words[4])
    else { return nil }
    self.init(
      state: state, spec: Digest(hexadecimal: words[1]), pid: pid > 0 ? pid : nil,
      uptime: pid > 0 ? .milliseconds(uptime) : nil, starts: starts)
  }
}
