import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Places of characters within scalars of every style.
@Suite struct ScalarTextTests {
  @Test(arguments: [
    "a: before ‸word‸ after", "a: 'it''s ‸word‸ ''x'''", #"a: "\t\"x\" \u0041 ‸word‸ \\""#,
    "a: |\n  first\n    indented\n\n  then ‸word‸ x\n",
    "a: >-\n  folded\n  text ‸word‸\n\n  more\n",
    "a: plain\n  goes on\n\n  ‸word‸ here", "a: \"x \\\n    y\n\n    ‸word‸\"",
    "a: &anchor '‸word‸'", "a: |2-\n    deep\n  ‸word‸\n", "a: ‸word‸", "a: \"é𝄞 ‸word‸\"",
  ])
  func findsAWord(_ marked: String) throws {
    let text = Marked(marked)
    let source = Source(name: "a.yaml", text: text.text)
    let tree = try #require(YAMLParser.parse(source, log: DiagnosticLog()))
    let node = try #require(tree.root["a"])
    let scalar = try #require(ScalarText(node, in: SourceLines(source)))
    let start = try #require(node.text.range(of: "word")?.lowerBound)
    let offset = node.text.unicodeScalars.distance(
      from: node.text.startIndex, to: start)
    let range = try #require(scalar.range(of: offset..<offset + 4))
    #expect(range.start == text.positions[0])
    #expect(range.end == text.positions[1])
  }

  @Test func coversAnEscape() throws {
    let source = Source(name: "a.yaml", text: #"a: "x\u00e9y""#)
    let tree = try #require(YAMLParser.parse(source, log: DiagnosticLog()))
    let node = try #require(tree.root["a"])
    let scalar = try #require(ScalarText(node, in: SourceLines(source)))
    #expect(scalar.range(of: 1..<2)?.start.column == 6)
    #expect(scalar.range(of: 1..<2)?.end.column == 12)
    #expect(scalar.range?.start.column == 5)
  }
}

extension String {
  /// The first place of `part`.
  fileprivate func range(of part: String) -> Range<String.Index>? { ranges(of: part).first }
}
