import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct FixerTests {
  private static let head = "blueprint: 1\nname: demo\ntargets: {main: {provider: local}}\n"

  private func fix(_ text: String) -> (outcome: Fixer.Outcome, text: String) {
    let outcome = Fixer.fix { changed in
      let source = changed["blueprint.yaml"]
      let result = compile(source.map { String(decoding: $0.bytes, as: UTF8.self) } ?? text)
      return (result.diagnosticsBesidesMissingInputs, result.sources)
    }
    let bytes = outcome.changed["blueprint.yaml"]?.bytes ?? Array(text.utf8)
    return (outcome, String(decoding: bytes, as: UTF8.self))
  }

  @Test func goesOnUntilNothingSureIsLeft() {
    let (outcome, text) = fix(
      Self.head + "machines: {web: {target: man}, db: {target: main, needs: wbe}}\n")
    #expect(
      text == Self.head + "machines: {web: {target: main}, db: {target: main, needs: [web]}}\n")
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.applied.count == 3)
  }

  @Test func leavesWhatIsNotSure() {
    let before = Self.head + "machines: {web: {target: main, memory: 4}}\n"
    let (outcome, text) = fix(before)
    #expect(text == before)
    #expect(outcome.changed.isEmpty)
    #expect(outcome.diagnostics.map(\.code) == ["BP0105"])
  }

  @Test func takesBackWhatDoesHarm() {
    // Each of the two would be right alone; both would make the same key twice.
    let (outcome, text) = fix(Self.head + "machines: {web: {taret: main, targt: main}}\n")
    #expect(outcome.applied.count == 1)
    #expect(text.contains("target: main"))
    #expect(outcome.diagnostics.map(\.code) == ["BP0101"])
  }

  @Test func aFixMayShowWhatItsMistakeHid() {
    let (outcome, _) = fix(Self.head + "machnes: {web: {target: main, memory: 4}}\n")
    #expect(outcome.applied.map(\.fix.title) == ["write `machines`"])
    #expect(outcome.diagnostics.map(\.code) == ["BP0105"])
  }
}
