import BlueprintModel
import Subprocess

/// A file that was encrypted with `age`, and the identity that opens it.
struct AgeFile {
  let path: String
  /// The file of the identity; the environment names it otherwise.
  let identity: String?
  let surroundings: Surroundings

  /// The variable that names the identity file.
  static let variable = "BLUEPRINT_AGE_IDENTITY"
  private static let limit = 1 << 20

  /// The content, decrypted by the tool `age`, which no shell starts.
  func content() async throws(CommandFailure) -> [UInt8] {
    let identity = try identityFile()
    for file in [path, identity] where !Files.isRegular(file) {
      throw failure("`\(file)` is no file that can be read", help: "check the path")
    }
    let status: TerminationStatus
    let output: [UInt8]
    let errors: String
    do {
      let result = try await Subprocess.run(
        .name("age"), arguments: ["--decrypt", "--identity", identity, "--", path],
        input: .none, output: .bytes(limit: Self.limit), error: .string(limit: 1 << 16))
      (status, output, errors) = (
        result.terminationStatus, result.standardOutput, result.standardError
      )
    } catch {
      throw Self.isThere(surroundings)
        ? failure(
          "`age` cannot be run: \(error)", help: "try it: age --decrypt -i \(identity) \(path)")
        : missing()
    }
    guard status.isSuccess else {
      let said = errors.split(whereSeparator: \.isNewline).first.map(String.init)
      throw failure(
        said ?? "`age` ended with \(status.words)",
        help: "check that \(path) was encrypted for the identity in \(identity)")
    }
    return output
  }

  private func identityFile() throws(CommandFailure) -> String {
    if let given = identity ?? surroundings.environment[Self.variable], !given.isEmpty {
      return given
    }
    throw failure(
      "no identity is named", help: "name its file with --identity or \(Self.variable)")
  }

  private static func isThere(_ surroundings: Surroundings) -> Bool {
    let path = surroundings.environment["PATH"] ?? ""
    return path.split(separator: ":").contains { Files.exists("\($0)/age") }
  }

  private func missing() -> CommandFailure {
    failure("the tool `age` is not installed", help: "install it, on Debian: apt-get install age")
  }

  private func failure(_ reason: String, help: String) -> CommandFailure {
    CommandFailure(
      .secret, code: "BP0722", "`\(path)` cannot be decrypted: \(reason)", help: [help])
  }
}
