import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct YAMLParserTests {
  private func parse(_ text: String) throws -> YAMLNode {
    let log = DiagnosticLog()
    let tree = YAMLParser.parse(Source(name: "a.yaml", text: text), log: log)
    #expect(log.diagnostics.isEmpty)
    return try #require(tree).root
  }

  private func codes(_ text: String) -> [String] {
    let log = DiagnosticLog()
    #expect(YAMLParser.parse(Source(name: "a.yaml", text: text), log: log) == nil)
    return log.diagnostics.map(\.code)
  }

  private func range(_ node: YAMLNode?) -> String {
    guard let range = node?.range else { return "none" }
    return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
  }

  @Test func everyNodeKnowsItsPlace() throws {
    let root = try parse("a: one\nb:\n  - 'two'\n  - {c: é, d: 4} # more\n\nlast: |\n  text\n")
    #expect(range(root.entries[0].key) == "1:1-1:2")
    #expect(range(root["a"]) == "1:4-1:7")
    #expect(range(root["b"]) == "3:3-4:17")
    #expect(range(root["b"]?.elements[0]) == "3:5-3:10")
    #expect(range(root["b"]?.elements[1]["d"]) == "4:15-4:16")
    #expect(root["last"]?.text == "text\n")
    #expect(range(root).hasPrefix("1:1-"))
  }

  @Test func aliasesShareTheirAnchor() throws {
    let root = try parse("a: &x {k: [1, 2]}\nb: *x\nc: [*x, *x]\n")
    #expect(root["b"]?.index == root["a"]?.index)
    #expect(root["c"]?.elements.map { $0["k"]?.elements.count } == [2, 2])
  }

  @Test func anchorsMayBeDefinedAnew() throws {
    let root = try parse("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")
    #expect(root["b"]?.text == "1")
    #expect(root["d"]?.text == "2")
  }

  @Test(arguments: [
    ("", YAMLScalar.null), ("~", .null), ("null", .null), ("true", .boolean(true)),
    ("False", .boolean(false)), ("12", .integer(12)), ("-7", .integer(-7)), ("+3", .integer(3)),
    ("0", .integer(0)), ("0x1F", .integer(31)), ("0o17", .integer(15)), ("1.5", .number(1.5)),
    (".5", .number(0.5)), ("1e3", .number(1000)), ("010", .leadingZero("010")),
    ("-007", .leadingZero("-007")), ("yes", .booleanWord("yes", true)),
    ("Off", .booleanWord("Off", false)), ("1.2.3", .string("1.2.3")), (".inf", .string(".inf")),
    ("0x", .string("0x")), ("0o9", .string("0o9")), ("1_000", .string("1_000")),
    ("1:30", .string("1:30")), ("-", .string("-")), ("nan", .string("nan")),
    ("12345678901234567890", .number(12345678901234567890)), ("1e999", .string("1e999")),
    ("0x-1", .string("0x-1")),
  ])
  func plainScalars(_ text: String, _ meaning: YAMLScalar) {
    #expect(YAMLScalar(plain: text) == meaning)
  }

  @Test func quotedScalarsAreText() throws {
    let root = try parse("a: \"1\"\nb: 'true'\non: yes\n")
    #expect(root["a"]?.scalar == .string("1"))
    #expect(root["b"]?.scalar == .string("true"))
    #expect(root.entries.map(\.key.text) == ["a", "b", "on"])
  }

  @Test func duplicatesAreFoundInMapsOfAnySize() {
    let keys = (0..<100).map { "k\($0): 1" }
    #expect(codes((keys + ["k57: 2"]).joined(separator: "\n")) == ["BP0004"])
    #expect(codes("a: 1\n'a': 2\n\"a\": 3\n") == ["BP0004", "BP0004"])
    #expect(codes("{a: {b: 1, b: 2}, a: 3}") == ["BP0004", "BP0004"])
  }

  @Test func limitsHold() {
    #expect(codes(String(repeating: "[", count: 100_000)) == ["BP0007"])
    #expect(codes("- &a [*a]") == ["BP0009"])
    #expect(codes("a: \u{0}") == ["BP0003"])
    #expect(codes("") == ["BP0010"])
    #expect(codes("a: !thing 1") == ["BP0005"])
    #expect(codes("a: 1\n---\nb: 2\n...\n") == ["BP0006"])
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(codes(bomb) == ["BP0008"])
  }

  @Test func byteOrderMarkIsNoText() throws {
    let bytes = [0xef, 0xbb, 0xbf] + Array("a: 1".utf8)
    let tree = YAMLParser.parse(Source(name: "a", bytes: bytes), log: DiagnosticLog())
    #expect(tree?.root["a"]?.text == "1")
  }

  @Test func syntaxMistakeHasItsPlace() {
    let log = DiagnosticLog()
    _ = YAMLParser.parse(Source(name: "a.yaml", text: "a: 1\nb: [1, 2\n"), log: log)
    #expect(log.diagnostics.first?.place?.range.start == SourcePosition(line: 3, column: 1))
    #expect(log.diagnostics.first?.notes.first?.place?.description == "a.yaml:2:4")
  }
}
