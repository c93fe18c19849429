import BlueprintModel
import Testing

@Suite struct CanonicalJSONTests {
  @Test func writesKeysInOrderWithoutSpace() {
    let value: Value = ["b": 1, "a": ["x", true, .null], "ä": .duration(.milliseconds(1500))]
    #expect(value.canonicalJSON == #"{"a":["x",true,null],"b":1,"ä":"1500ms"}"#)
  }

  @Test(arguments: [
    #"{"a":[1,-2,3.5,"\n\"\\ é"],"b":{},"c":[]}"#, "[]", "null", "true", #""\u0001""#,
    "9223372036854775807",
  ])
  func readsBackWhatItWrites(text: String) throws {
    #expect(try Value(jsonText: text).canonicalJSON == text)
  }

  @Test func readsSurrogatePairs() throws {
    #expect(try Value(jsonText: #""\ud83d\ude00""#) == "😀")
  }

  @Test(arguments: [
    "", "{", "[1,]", "01x", "\"a", "{\"a\" 1}", "nul", "+1", "[1] 2", "\"\\ud800\"",
  ])
  func refusesWhatIsNotJSON(text: String) {
    #expect(throws: JSONSyntaxError.self) { try Value(jsonText: text) }
  }

  @Test func refusesBottomlessNesting() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONSyntaxError.self) { try Value(jsonText: text) }
  }
}
