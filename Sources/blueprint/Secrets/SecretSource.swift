import BlueprintModel

/// Where the value of a secret comes from. It is never an argument of a command: other processes
/// could see it.
enum SecretSource: Sendable, Hashable {
  /// A person at the terminal.
  case terminal
  /// Standard input, to its end.
  case standardInput
  /// A variable of the environment.
  case variable(String)
  /// A file.
  case file(String)
  /// What a command, read by a shell, prints.
  case command(String)
  /// A file that was encrypted with `age`.
  case age(String)

  /// What `--from text` says.
  init(text: String) throws(CommandFailure) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count == 2 ? String(parts[1]) : ""
    switch (parts[0], rest.isEmpty) {
    case ("env", false): self = .variable(rest)
    case ("file", false): self = .file(rest)
    case ("command", false): self = .command(rest)
    case ("age", false): self = .age(rest)
    default:
      throw CommandFailure(
        .usage, code: "BP0726", "`--from \(text)` names no source of a secret",
        help: [
          "write env:VARIABLE, file:PATH, command:COMMAND or age:FILE",
          "a value itself is never an argument: other processes could see it",
        ])
    }
  }

  /// The source for people, without anything that could hold a value.
  var name: String {
    switch self {
    case .terminal: "terminal"
    case .standardInput: "standard input"
    case .variable(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .command: "command"
    case .age(let path): "age:\(path)"
    }
  }
}
