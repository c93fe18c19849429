import Subprocess

/// One exchange by the tool `curl`.
struct CurlRun: Sendable {
  let configuration: CurlConfiguration
  let environment: CurlEnvironment

  /// What came of it.
  struct Ending: Sendable {
    /// The tool's own number: 0 if there is an answer.
    var code: Int
    /// What the tool says is wrong.
    var message: String
    /// Where the answer sends the client, as a whole URL.
    var redirect: String?
    var answer: HTTPAnswer?
  }

  /// Runs it.
  ///
  /// - Throws: what kept the tool from being run, or `CancellationError`.
  func run() async throws -> Ending {
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment.variables {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    let text = configuration.text
    let result = try await Subprocess.run(
      .name("curl"), arguments: ["--disable", "--config", "-"], environment: .custom(variables),
      input: .array(text), output: .sequence, error: .string(limit: 1 << 20)
    ) { execution in try await Self.read(execution.standardOutput) }
    try Task.checkCancellation()
    return Self.ending(of: result.standardError, result.closureResult, result.terminationStatus)
  }

  private typealias Body = (bytes: [UInt8], isCut: Bool)

  /// Reads a body as far as it may go. The tool ends when nobody reads on.
  private static func read(_ output: SubprocessOutputSequence) async throws -> Body {
    var bytes: [UInt8] = []
    for try await piece in output {
      piece.withUnsafeBytes { bytes += $0 }
      if bytes.count > HTTPAnswer.longestBody {
        return (Array(bytes.prefix(HTTPAnswer.longestBody)), true)
      }
    }
    return (bytes, false)
  }

  private static func ending(
    of said: String, _ body: Body, _ status: TerminationStatus
  ) -> Ending {
    let parts = said.split(separator: CurlConfiguration.mark, maxSplits: 1)
    let head = parts.first.map(String.init) ?? ""
    let notes = parts.count == 2 ? parts[1].split(separator: "\n", maxSplits: 1) : []
    let words = notes.first?.split(separator: " ") ?? []
    var code = words.first.flatMap { Int($0) } ?? 0
    if parts.count < 2, case .exited(let own) = status { code = Int(own) }
    // That the rest of a long body was not wanted is no fault of the answer's.
    if body.isCut { code = 0 }
    return Ending(
      code: code,
      message: notes.count == 2 ? String(notes[1].prefix { $0 != "\n" }) : "",
      redirect: words.count > 1 ? String(words[1]) : nil,
      answer: HTTPAnswer(head: head, body: body.bytes, isCut: body.isCut))
  }
}
