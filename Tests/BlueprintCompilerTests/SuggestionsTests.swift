import Testing

@testable import BlueprintCompiler

@Suite struct SuggestionsTests {
  @Test(arguments: [
    ("databse", "database", 1), ("", "ab", 2), ("ab", "ba", 1), ("kitten", "sitting", 3),
    ("same", "same", 0),
  ])
  func distance(_ left: String, _ right: String, _ expected: Int) {
    #expect(Suggestions.editDistance(Array(left.utf8), Array(right.utf8)) == expected)
    #expect(Suggestions.editDistance(Array(right.utf8), Array(left.utf8)) == expected)
  }

  @Test func atMostThreeClosestFirst() {
    let names = ["weba", "webb", "web", "wxyz", "ewb", "db"]
    #expect(Suggestions.close(to: "wep", among: names) == ["web"])
    #expect(Suggestions.close(to: "webz", among: names) == ["web", "weba", "webb"])
    #expect(Suggestions.close(to: "frontend", among: names) == [])
    #expect(Suggestions.question(["`a`", "`b`", "`c`"]) == "did you mean `a`, `b` or `c`?")
  }
}
