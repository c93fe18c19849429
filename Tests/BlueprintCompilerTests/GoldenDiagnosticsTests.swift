import BlueprintModel
import Testing

@testable import BlueprintCompiler

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Compiles each ``GoldenCase`` and compares what the user sees.
///
/// `UPDATE_GOLDEN=1 swift test --filter GoldenDiagnostics` writes the expectations anew; read the
/// difference before keeping it.
@Suite struct GoldenDiagnosticsTests {
  private static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
  }

  @Test(arguments: GoldenCase.all)
  func diagnosticsAreAsExpected(_ golden: GoldenCase) throws {
    let result = try golden.compile([golden.source()])
    try expect(rendered(result), golden.file("expected.txt"))
    try expect(json(of: result), golden.file("expected.json"))
    try expect(sarif(of: result), golden.file("expected.sarif"))
    #expect(!result.diagnostics.isEmpty)
  }

  /// Cases with one mistake that shows in many places.
  @Test(arguments: [
    "undeclared-input-five-times", "misspelt-machine-group", "misspelt-target", "misspelt-service",
    "anchor-used-twice", "anchor-wrong-in-one-place", "bad-name-does-not-cascade",
    "bad-count-does-not-cascade", "bad-input-does-not-cascade", "bad-local-does-not-cascade",
    "bad-target-does-not-cascade", "bad-service-does-not-cascade", "import-with-mistakes",
  ])
  func oneRootCauseIsOneError(_ name: String) throws {
    let golden = GoldenCase(name: name)
    let result = try golden.compile([golden.source()])
    #expect(result.diagnostics.count == 1)
  }

  @Test func theCorpusIsLarge() { #expect(GoldenCase.all.count >= 200) }

  private static let codesOfLargeTexts: Set = ["BP0013", "BP0119", "BP0154", "BP0155", "BP0156"]

  @Test func everyCodeHasACase() throws {
    var codes: Set<String> = []
    for golden in GoldenCase.all {
      codes.formUnion(try golden.compile([golden.source()]).diagnostics.map(\.code))
    }
    // A file that is too large would be a fixture of 64 MiB, a million templates one of many;
    // ``HostileInputTests`` has those that are long chains.
    let shown = DiagnosticCatalogue.entries.filter { $0.form == .yaml && !$0.isAboutPlans }
    let expected = Set(shown.map(\.code)).subtracting(Self.codesOfLargeTexts)
    #expect(codes.symmetricDifference(expected) == [])
  }

  private func expect(_ text: String, _ file: URL) throws {
    if Self.isUpdating { try Data(text.utf8).write(to: file) }
    #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  /// One result a line.
  private func sarif(of result: CompileResult) -> String {
    SARIFReport(report(of: [result])).json.broken(to: 4) + "\n"
  }

  /// One diagnostic a line, so that a difference shows which of them it is.
  private func json(of result: CompileResult) -> String {
    let lines = result.diagnostics.map(\.json.canonicalJSON)
    return "[\n\(lines.joined(separator: ",\n"))\n]\n"
  }
}
