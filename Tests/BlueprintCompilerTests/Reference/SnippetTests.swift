import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Compiles every snippet of the documentation, as it is and under each of its profiles.
@Suite struct SnippetTests {
  @Test(arguments: Snippet.all)
  func snippetIsAsItSays(_ snippet: Snippet) {
    let source = Source(name: "blueprint.yaml", text: snippet.blueprint)
    for profiles in [[]] + BlueprintOutline(of: source).profiles.map({ [$0] }) {
      let result = compile(snippet.blueprint, profiles: profiles, files: Snippet.files)
      let found = Set(result.diagnostics.filter { $0.code != "BP0303" }.map(\.code))
      #expect(found == snippet.codes, "\(profiles) \(rendered(result))")
    }
  }

  @Test func theReferenceHasSnippets() {
    for page in ReferencePage.all where !["functions.md", "rules.md"].contains(page.name) {
      #expect(Snippet.all.contains { $0.page.hasSuffix("/" + page.name) }, "\(page)")
    }
  }
}
