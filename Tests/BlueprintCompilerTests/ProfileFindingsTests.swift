import BlueprintCompiler
import BlueprintModel
import Testing

@Suite struct ProfileFindingsTests {
  private func diagnostic(_ message: String, _ line: Int = 1) -> Diagnostic {
    Diagnostic(code: "BP0101", message, at: place(line, 1, 2))
  }

  @Test func whatIsAlwaysWrongIsSaidOnceAndWithoutAProfile() {
    let merged = ProfileFindings.merged([
      (nil, [diagnostic("a")]), ("dev", [diagnostic("a")]), ("prod", [diagnostic("a")]),
    ])
    #expect(merged == [diagnostic("a")])
  }

  @Test func theOthersNameTheirProfiles() {
    let merged = ProfileFindings.merged([
      (nil, []), ("dev", [diagnostic("b", 2)]),
      ("prod", [diagnostic("b", 2), diagnostic("a", 1)]), ("test", [diagnostic("b", 2)]),
    ])
    #expect(merged.map(\.message) == ["a", "b"])
    #expect(merged[0].notes.map(\.message) == ["with the profile `prod`"])
    #expect(merged[1].notes.map(\.message) == ["with the profiles `dev`, `prod` and `test`"])
  }

  @Test func anotherPlaceIsAnotherMistake() {
    let merged = ProfileFindings.merged([
      (nil, [diagnostic("a", 1)]), ("dev", [diagnostic("a", 1), diagnostic("a", 2)]),
    ])
    #expect(merged.map(\.notes.count) == [0, 1])
  }
}
