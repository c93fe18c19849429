import Testing

@testable import BlueprintCompiler

/// Holds the reference of steps to completeness; ``SnippetTests`` compiles its snippets.
@Suite struct StepsReferenceTests {
  private static let page = ReferencePage(name: "steps.md").text

  @Test func everyKindAndModifierIsShown() {
    let snippets = Snippet.all.filter { $0.page.hasSuffix("/steps.md") }.map(\.text)
    let words = Set(snippets.joined().split { !$0.isLetter && $0 != "_" }.map(String.init))
    for key in StepKey.allCases { #expect(words.contains(key.rawValue), "\(key)") }
    let code = /BP\d{4}/
    let named = Set(Self.page.matches(of: code).map { String($0.output) })
    #expect(named.isSuperset(of: ["BP0130", "BP0253", "BP0330", "BP0410"]))
    #expect(named.isSubset(of: DiagnosticCatalogue.entries.map(\.code)))
  }
}
