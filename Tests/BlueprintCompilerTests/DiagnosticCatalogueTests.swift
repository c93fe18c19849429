import BlueprintCompiler
import BlueprintModel
import Testing

/// Holds every entry of the catalogue to its word: the bad example gives the code, the good one
/// gives no diagnostic.
@Suite struct DiagnosticCatalogueTests {
  /// Codes whose cause cannot be shown in a few lines of text; the golden diagnostics and
  /// ``YAMLParserTests`` have them.
  private static let notShown: Set = ["BP0002", "BP0003", "BP0007", "BP0008", "BP0010", "BP0013"]

  private static let files = ["broken.mustache": "{{#services}}", "good.mustache": "{{self.name}}"]

  @Test(arguments: DiagnosticCatalogue.entries)
  func badExampleGivesTheCode(_ entry: CatalogueEntry) {
    guard !Self.notShown.contains(entry.code) else { return }
    let result = compileExample(entry.bad, code: entry.code)
    #expect(Set(result.diagnostics.map(\.code)) == [entry.code], "\(rendered(result))")
  }

  @Test(arguments: DiagnosticCatalogue.entries)
  func goodExampleCompiles(_ entry: CatalogueEntry) {
    let result = compileExample(entry.good, code: entry.code)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    #expect(result.application != nil)
  }

  @Test func codesAreUniqueAndInOrder() {
    let codes = DiagnosticCatalogue.entries.map(\.code)
    #expect(codes == Array(Set(codes)).sorted())
    #expect(DiagnosticCatalogue.entry(of: "bp0204")?.title == "No such service")
    #expect(DiagnosticCatalogue.entry(of: "BP9999") == nil)
  }

  /// Examples leave out what is always the same.
  private func compileExample(_ example: String, code: String) -> CompileResult {
    var text = ""
    let keys = Set(example.split(separator: "\n").compactMap { $0.split(separator: ":").first })
    if !keys.contains("blueprint") { text += "blueprint: 1\nname: demo\n" }
    if !keys.contains("targets") { text += "targets: {main: {provider: local}}\n" }
    if !keys.contains("machines") {
      text += "machines: {db: {target: main}, web: {target: main, count: 2}}\n"
    }
    return compile(
      text + example + "\n", profiles: code == "BP0113" ? ["prod"] : [],
      counts: ["BP0216", "BP0217"].contains(code) ? ["web": 3] : [:], files: Self.files)
  }
}
