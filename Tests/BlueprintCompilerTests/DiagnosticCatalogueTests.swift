import BlueprintCompiler
import BlueprintModel
import Foundation
import Testing

extension CatalogueEntry {
  /// Whether it is found while planning, so that its examples compile.
  var isAboutPlans: Bool { code.hasPrefix("BP08") }

  /// `example` with what examples leave out because it is always the same.
  func completed(_ example: String) -> String {
    var text = ""
    let keys = Set(example.split(separator: "\n").compactMap { $0.split(separator: ":").first })
    if !keys.contains("blueprint") { text += "blueprint: 1\nname: demo\n" }
    if !keys.contains("targets") { text += "targets: {main: {provider: local}}\n" }
    if !keys.contains("machines") {
      text += "machines: {db: {target: main}, web: {target: main, count: 2}}\n"
    }
    return text + example + "\n"
  }
}

/// Holds every entry of the catalogue to its word: the bad example gives the code, the good one
/// gives no diagnostic.
@Suite struct DiagnosticCatalogueTests {
  /// Codes whose cause cannot be shown in a few lines of text; the golden diagnostics and
  /// ``YAMLParserTests`` have them.
  private static let notShown: Set = [
    "BP0002", "BP0003", "BP0007", "BP0008", "BP0010", "BP0013", "BP0119",
    "BP0154", "BP0155", "BP0156", "BP0160",
  ]

  private static let files = [
    "broken.mustache": "{{#services}}", "good.mustache": "{{self.name}}",
    "blueprint.yaml": "blueprint: 1\nname: demo\nimports: {own: blueprint.yaml}\n",
  ]

  @Test(arguments: DiagnosticCatalogue.entries.filter { $0.form == .yaml })
  func badExampleGivesTheCode(_ entry: CatalogueEntry) {
    guard !Self.notShown.contains(entry.code), !entry.isAboutPlans else { return }
    let result = compileExample(entry.bad, of: entry)
    #expect(Set(result.diagnostics.map(\.code)) == [entry.code], "\(rendered(result))")
  }

  @Test(arguments: DiagnosticCatalogue.entries.filter { $0.form == .yaml })
  func goodExampleCompiles(_ entry: CatalogueEntry) {
    let result = compileExample(entry.good, of: entry)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    #expect(result.application != nil)
  }

  @Test func codesAreUniqueAndInOrder() {
    let codes = DiagnosticCatalogue.entries.map(\.code)
    #expect(codes == Array(Set(codes)).sorted())
    #expect(DiagnosticCatalogue.entry(of: "bp0204")?.title == "No such service")
    #expect(DiagnosticCatalogue.entry(of: "BP9999") == nil)
  }

  @Test func everyCodeOfTheSourcesHasAnEntry() throws {
    let known = Set(DiagnosticCatalogue.entries.map(\.code))
    var found: Set<String> = []
    for folder in ["Sources", "plugins"] {
      let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: folder)
      let files = FileManager.default.enumerator(atPath: root.path)
      while let path = files?.nextObject() as? String {
        guard path.hasSuffix(".swift") else { continue }
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        found.formUnion(
          text.matches(of: /"(BP0\d{3})"|\[(BP0\d{3})\]/).map { match in
            String(match.1 ?? match.2 ?? "")
          })
      }
    }
    #expect(found.count > 90)
    #expect(found.subtracting(known) == [])
    #expect(known.subtracting(found) == [])
  }

  @Test func everyEntryIsWhole() {
    for entry in DiagnosticCatalogue.entries {
      let group = CatalogueGroup(rawValue: String(entry.code.prefix(4)))
      #expect(group?.entries.contains(entry) == true, "\(entry.code)")
      for text in [entry.title, entry.explanation, entry.bad, entry.good] {
        #expect(!text.isEmpty, "\(entry.code)")
      }
      #expect(!entry.title.hasSuffix("."), "\(entry.code)")
      #expect(entry.explanation.hasSuffix("."), "\(entry.code)")
    }
  }

  /// `UPDATE_GOLDEN=1` writes the page anew.
  @Test func theReferenceIsInStep() throws {
    let page = fixtures.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/reference/diagnostics.md")
    let text = DiagnosticCatalogue.markdown
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: page)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == text)
  }

  private func compileExample(_ example: String, of entry: CatalogueEntry) -> CompileResult {
    let code = entry.code
    return compile(
      entry.completed(example), profiles: code == "BP0113" ? ["prod"] : [],
      counts: ["BP0216", "BP0217"].contains(code) ? ["web": 3] : [:],
      requirements: code == "BP0225" ? ["shared-db": ["url": "u"]] : nil, files: Self.files)
  }
}
