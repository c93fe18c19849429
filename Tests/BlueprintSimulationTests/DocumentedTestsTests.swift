import BlueprintModel
import Foundation
import Testing

@testable import BlueprintCompiler
@testable import BlueprintSimulation

/// The tests in the guide pass, on the blueprint that it begins with, or on the one that it names.
@Suite struct DocumentedTestsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The pieces of YAML on the page.
  private static let snippets: [String] = {
    let page = root.appending(path: "docs/guides/testing-blueprints.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }()

  @Test func theGuideHasTests() {
    #expect(Self.snippets.first?.hasPrefix("blueprint: 1") == true)
    #expect(Self.snippets.count { $0.hasPrefix("test: 1") } == Self.snippets.count - 1)
    #expect(Self.snippets.count >= 5)
  }

  @Test(arguments: snippets.dropFirst())
  func itPasses(_ text: String) throws {
    let (found, diagnostics) = BlueprintTest.read(Source(name: "guide.test.yaml", text: text))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    let test = try #require(found)
    var bench = TestWorkbench(
      blueprint: Source(name: "blueprint.yaml", text: Self.snippets[0]),
      manifests: try ProjectTestsTests.manifests()
    ) { path throws(FileReadFailure) in throw FileReadFailure("there are no files") }
    if text.contains("close-the-year") {
      bench = try ProjectTestsTests.read("blueprints/legacy/blueprint.test.yaml").1
    }
    for seed in test.seed..<test.seed + test.seeds {
      var session = TestSession(test, on: bench, seed: seed)
      for operation in test.operations {
        #expect(session.perform(operation).failures == [], "seed \(seed)")
      }
    }
  }
}
