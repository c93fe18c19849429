import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// However many mistakes there are, so many are told of, and none of them hides another.
@Suite(.timeLimit(.minutes(2))) struct DiagnosticLimitTests {
  private static let head = """
    blueprint: 1
    name: demo
    targets: {main: {provider: local}}

    """

  /// Mistakes of one kind, `count` of them.
  private static let texts: [@Sendable (Int) -> String] = [
    { count in "locals:\n" + (0..<count).map { "  a\($0): ${x\($0)}\n" }.joined() },
    { count in "machines:\n" + (0..<count).map { "  m\($0): {taget: main}\n" }.joined() },
    { count in
      "machines:\n" + (0..<count).map { "  m\($0): {target: main}\n" }.joined() + "services:\n"
        + (0..<count).map { "  s\($0): {on: n\($0), run: x}\n" }.joined()
    },
    { count in "services:\n" + (0..<count).map { "  s\($0): {on: web, run: x}\n" }.joined() },
  ]

  @Test(arguments: texts.indices)
  func manyMistakesGiveFewDiagnostics(_ index: Int) throws {
    let count = 2_000
    let result = compile(Self.head + Self.texts[index](count))
    #expect(result.application == nil)
    #expect(result.diagnostics.count <= 202)
    // One name that is not there is one mistake, wherever it is used.
    guard index < 3 else { return #expect(result.diagnostics.count == 1) }
    let last = try #require(result.diagnostics.last)
    #expect(last.code == "BP0160" && last.severity == .note)
    let omitted = try #require(last.message.split(separator: " ").first.flatMap { Int($0) })
    #expect(omitted >= count - 200)
    #expect(result.diagnostics.dropLast().allSatisfy { $0.severity != .note })
    let sarif = SARIFReport(
      CheckReport(
        subjects: [
          .init(file: "a.yaml", diagnostics: result.diagnostics, sources: result.sources)
        ], programVersion: "1", directory: "/"))
    #expect(sarif.json.canonicalJSON.contains(last.message))
  }

  @Test func warningsHideNoErrors() {
    let log = DiagnosticLog(limit: 2)
    for number in 0..<5 {
      log.append(Diagnostic(code: "BP0001", severity: .warning, "warning \(number)"))
    }
    #expect(!log.hasErrors)
    log.append(Diagnostic(code: "BP0002", "error"))
    log.append(Diagnostic(code: "BP0002", "error"))
    #expect(log.hasErrors && !log.isFull)
    #expect(log.sorted.map(\.message).last == "3 more warnings are not shown")
    for number in 0..<2 { log.append(Diagnostic(code: "BP0003", "error \(number)")) }
    #expect(log.isFull && log.sorted.count == 5)
    #expect(log.sorted.last?.message == "1 more error and 3 more warnings are not shown")
  }

  @Test func longListsAreCutShort() {
    let names = (0..<100).map { "n\($0)" }
    #expect(NameList.text(names).hasSuffix("`n19` and 80 more"))
    #expect(NameList.chain(names).contains("n9 -> (80 more) -> n90"))
    #expect(NameList.chain(Array(names.prefix(21))).hasSuffix("n19 -> n20"))
  }
}
