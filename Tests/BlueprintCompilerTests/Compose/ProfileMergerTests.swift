import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct ProfileMergerTests {
  /// RFC 7396's own examples, as the body of a document and a patch over it.
  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func mergesAsRFC7396(_ document: String, _ patch: String, _ expected: String) throws {
    let text = "body: \(document)\nprofiles: {p: {body: \(patch)}}\n"
    let log = DiagnosticLog()
    let tree = try #require(YAMLParser.parse(Source(name: "a", text: text), log: log))
    let merged = merged(["p"], into: tree, log)
    let body = try #require(merged.root["body"])
    #expect(value(of: body).canonicalJSON == expected)
    #expect(log.diagnostics.isEmpty)
  }

  @Test func laterProfilesWinAndPlacesStay() throws {
    let text = """
      a: {x: 1, y: 1}
      profiles:
        one: {a: {x: 2, y: 2}}
        two: {a: {x: 3}}
      """
    let log = DiagnosticLog()
    let tree = try #require(YAMLParser.parse(Source(name: "a", text: text), log: log))
    let merged = merged(["one", "two"], into: tree, log)
    #expect(merged.root["a"]?["x"]?.text == "3")
    #expect(merged.root["a"]?["x"]?.place.description == "a:4:16")
    #expect(merged.root["a"]?["y"]?.place.description == "a:3:22")
    #expect(merged.root.entries[0].key.place.description == "a:1:1")
    #expect(tree.root["a"]?["x"]?.text == "1")
  }

  @Test func sharedAnchorIsNotChangedElsewhere() throws {
    let text = "a: &s {x: 1}\nb: *s\nprofiles: {p: {a: {x: 2}}}\n"
    let log = DiagnosticLog()
    let tree = try #require(YAMLParser.parse(Source(name: "a", text: text), log: log))
    let merged = merged(["p"], into: tree, log)
    #expect(merged.root["a"]?["x"]?.text == "2")
    #expect(merged.root["b"]?["x"]?.text == "1")
  }

  private func merged(
    _ names: [String], into tree: YAMLTree, _ log: DiagnosticLog
  ) -> YAMLTree {
    var editor = TreeEditor(tree)
    ProfileMerger(log: log).merge(names, into: &editor)
    return editor.tree()
  }

  private func value(of node: YAMLNode) -> Value {
    switch node.kind {
    case .list: .list(node.elements.map(value))
    case .map: .map(ValueMap(node.entries.map { ($0.key.text, value(of: $0.value)) }))
    case .scalar:
      switch node.scalar {
      case .null: .null
      case .integer(let number): .integer(number)
      default: .string(node.text)
      }
    }
  }
}
