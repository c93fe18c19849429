import BlueprintModel

/// A command that a host runs once, apart from whoever asked for it.
public struct HostJob: Sendable, Hashable {
  /// Names the job; the same token is the same job. Any text.
  public var token: String
  /// A POSIX shell script.
  public var script: String
  /// Its environment, apart from `PATH`.
  public var environment: [String: String]
  /// Where it runs: an absolute path on the host.
  public var directory: String
  /// Standard input.
  public var input: [UInt8]
  /// The longest it may run, held by the host itself; nil for no limit. Whole seconds, rounded
  /// up.
  public var deadline: Duration?
  /// What it gets to end after TERM before it is killed.
  public var grace: Duration

  /// A job; see the properties for the parameters.
  public init(
    token: String, script: String, environment: [String: String] = [:], directory: String,
    input: [UInt8] = [], deadline: Duration? = nil, grace: Duration = .seconds(10)
  ) {
    self.token = token
    self.script = script
    self.environment = environment
    self.directory = directory
    self.input = input
    self.deadline = deadline
    self.grace = grace
  }
}

/// How a job stands.
public enum JobStatus: Sendable, Hashable {
  /// No job has this token.
  case absent
  /// It runs.
  case running
  /// It ended by itself with this exit status.
  case exited(Int)
  /// It was ended on request.
  case cancelled
  /// It was ended at its deadline.
  case overdue
  /// Its processes are gone without a result, by a crash of the host or a kill: whether it did
  /// its work is not known, and it is never run again.
  case lost

  /// Whether nothing more will come.
  public var isFinal: Bool { self != .absent && self != .running }

  /// Reads the words that the wrapper prints; nil if they are not its words.
  init?(words: [String]) {
    switch (words.first, words.count) {
    case ("absent", 1): self = .absent
    case ("running", 1): self = .running
    case ("lost", 1): self = .lost
    case ("ended", 3):
      guard let code = Int(words[1]) else { return nil }
      switch words[2] {
      case "exited": self = .exited(code)
      case "cancelled": self = .cancelled
      case "deadline": self = .overdue
      default: return nil
      }
    default: return nil
    }
  }
}
