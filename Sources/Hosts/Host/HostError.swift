/// Why a host did not do what it was asked.
public enum HostError: Error, Sendable, Hashable {
  /// The host cannot be reached, or starts nothing; the text says what was underneath.
  case unreachable(String)
  /// The command did not end in time and was killed.
  case timedOut(command: String, after: Duration)
  /// A file operation failed; `reason` is the system's text.
  case file(path: String, reason: String)
  /// The host has served a higher lease term.
  case staleTerm(offered: Int, seen: Int)
  /// A wrapper script answered what it never should.
  case wrapper(String)
  /// A variable name that no shell takes.
  case variableName(String)
  /// The caller's task was cancelled.
  case cancelled
}

extension HostError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .unreachable(let reason): "the host starts nothing: \(reason)"
    case .timedOut(let command, let limit): "\(command) did not end within \(limit)"
    case .file(let path, let reason): "\(path): \(reason)"
    case .staleTerm(let offered, let seen):
      "lease term \(offered) is over: the host has served term \(seen)"
    case .wrapper(let text): "the host's wrapper answered unexpectedly: \(text)"
    case .variableName(let name): "`\(name)` is not a name for an environment variable"
    case .cancelled: "it was given up"
    }
  }
}
