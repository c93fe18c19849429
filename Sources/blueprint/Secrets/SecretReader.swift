import BlueprintModel

/// Reads the value of a secret from its source.
struct SecretReader {
  let name: String
  /// The file of the identity that opens `age` files.
  let identity: String?
  /// Whether a line end at the end of the text belongs to the value.
  let keepsLineEnd: Bool
  let surroundings: Surroundings

  /// The longest value in bytes.
  private static let limit = 1 << 20

  /// The value as text.
  func value(from source: SecretSource) async throws(CommandFailure) -> String {
    switch source {
    case .terminal: return try checked(Array(try asked().utf8), source)
    case .variable(let variable): return try checked(try content(of: variable), source)
    case .standardInput:
      return try text(
        try bytes(source) { () throws(Files.Fault) in
          try Files.readStandardInput(limit: Self.limit)
        }, source)
    case .file(let path):
      return try text(
        try bytes(source) { () throws(Files.Fault) in
          try Files.read(path, limit: Self.limit)
        }, source)
    case .command(let command):
      return try text(try await SecretTool(surroundings).output(of: command, for: name), source)
    case .age(let path):
      let file = AgeFile(path: path, identity: identity, surroundings: surroundings)
      return try text(try await file.content(), source)
    }
  }

  private func asked() throws(CommandFailure) -> String {
    guard surroundings.console.isInteractive else {
      throw CommandFailure(
        .usage, code: "BP0934", "the value of `\(name)` would be asked for, and nobody can answer",
        help: ["pipe it in, or name its source with --from"])
    }
    guard let first = surroundings.console.askHidden("\(name): "),
      let second = surroundings.console.askHidden("\(name), once more: ")
    else { throw CommandFailure(.declined) }
    guard first == second else {
      throw CommandFailure(
        .secret, code: "BP0724", "the two entries differ; `\(name)` is as it was",
        help: ["try again"])
    }
    return first
  }

  private func content(of variable: String) throws(CommandFailure) -> [UInt8] {
    guard let value = surroundings.environment[variable] else {
      throw unavailable(.variable(variable), "the environment has no such variable")
    }
    return Array(value.utf8)
  }

  private func bytes(
    _ source: SecretSource, _ read: () throws(Files.Fault) -> [UInt8]
  ) throws(CommandFailure) -> [UInt8] {
    do { return try read() } catch { throw unavailable(source, error.reason) }
  }

  private func unavailable(_ source: SecretSource, _ reason: String) -> CommandFailure {
    CommandFailure(
      .secret, code: "BP0721",
      "the value of `\(name)` cannot be had from \(source.name): \(reason)",
      help: ["`\(name)` is as it was"])
  }

  /// The bytes of a file or stream as a value: tools end their output with a line end that is not
  /// part of it.
  private func text(_ bytes: [UInt8], _ source: SecretSource) throws(CommandFailure) -> String {
    let endsLine = bytes.last == UInt8(ascii: "\n") && !keepsLineEnd
    return try checked(endsLine ? bytes.dropLast() : bytes, source)
  }

  private func checked(_ bytes: [UInt8], _ source: SecretSource) throws(CommandFailure) -> String {
    guard let reason = Self.mistake(in: bytes) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    throw CommandFailure(
      .secret, code: "BP0723",
      "what \(source.name) gives for `\(name)` cannot be a secret: \(reason)",
      help: ["secrets are texts; encode other bytes, for example with base64"])
  }

  private static func mistake(in bytes: [UInt8]) -> String? {
    if bytes.isEmpty { return "it is empty" }
    if bytes.count > limit { return "it is longer than \(limit >> 20) MiB" }
    if bytes.contains(0) { return "it has a NUL character" }
    return String(validating: bytes, as: UTF8.self) == nil ? "it is not UTF-8" : nil
  }
}
