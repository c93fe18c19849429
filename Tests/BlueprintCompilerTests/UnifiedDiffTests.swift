import Testing

@testable import BlueprintCompiler

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff.text(from: Source(name: "f", text: old), to: Source(name: "f", text: new))
  }

  private let ten = (1...10).map { "\($0)\n" }

  @Test func sameTextsHaveNone() { #expect(diff("a\n", "a\n").isEmpty) }

  @Test func changesNearEachOtherShareAHunk() {
    var new = ten
    new[4] = "five\n"
    new[6] = "seven\n"
    #expect(
      diff(ten.joined(), new.joined())
        == "--- a/f\n+++ b/f\n@@ -2,9 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n-7\n+seven\n 8\n 9\n 10\n"
    )
  }

  @Test func changesFarApartHaveTheirOwn() {
    var new = ten
    new[0] = "one\n"
    new[9] = "ten\n"
    let text = diff(ten.joined(), new.joined())
    #expect(text.contains("@@ -1,4 +1,4 @@\n-1\n+one\n 2\n"))
    #expect(text.contains("@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-10\n+ten\n"))
  }

  @Test func linesMayComeAndGo() {
    #expect(diff("a\nc\n", "a\nb\nc\n") == "--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n a\n+b\n c\n")
    #expect(diff("a\n", "") == "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n")
  }

  @Test func whatMovesIsNotReplaced() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = "0\n" + (1...19).map { "\($0)\n" }.joined()
    #expect(
      diff(old, new) == "--- a/f\n+++ b/f\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n"
        + "@@ -17,4 +18,3 @@\n 17\n 18\n 19\n-20\n")
  }

  @Test func aMissingEndOfLineIsSaid() {
    let wanted = "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    #expect(diff("a", "b") == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n" + wanted)
  }
}
