import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// What a test is, and what is said of one that is none.
@Suite struct TestDecoderTests {
  private func codes(_ text: String) -> [String] {
    BlueprintTest.read(Source(name: "a.test.yaml", text: text)).diagnostics
      .map { "\($0.code) \($0.place?.range.start.line ?? 0)" }
  }

  @Test(arguments: [
    ("operations: [deploy]", "BP0102 1"),
    ("test: 2\noperations: [deploy]", "BP0970 1"),
    ("test: 1\noperations: []", "BP0109 2"),
    ("test: 1\noperations: [deploi]", "BP0108 2"),
    ("test: 1\noperations:\n  - deploy:\n    expct: {}", "BP0101 4"),
    ("test: 1\noperations:\n  - deploy:\n    upgrade:", "BP0110 4"),
    ("test: 1\noperations:\n  - name: x", "BP0110 3"),
    ("test: 1\noperations:\n  - scale: {web: some}", "BP0109 3"),
    ("test: 1\noperations:\n  - deploy:\n    faults: [{fail: transient}]", "BP0971 4"),
    ("test: 1\noperations:\n  - deploy:\n    faults: [{verb: a, fail: transiet}]", "BP0108 4"),
    (
      "test: 1\noperations:\n  - deploy:\n    faults: [{verb: a, hang: true, die: true}]",
      "BP0110 4"
    ),
    (
      "test: 1\noperations:\n  - deploy:\n    faults: [{verb: a, lose: reply, chance: 5}]",
      "BP0109 4"
    ),
    ("test: 1\noperations:\n  - deploy:\n    expect: {result: succeded}", "BP0108 4"),
    ("test: 1\noperations:\n  - deploy:\n    expect: {before: [a]}", "BP0109 4"),
    ("test: 1\noperations:\n  - deploy:\n    expect: {outputs: {url: {matches: '('}}}", "BP0115 4"),
    ("test: 1\nlatency: {host.*: {from: 1s}}\noperations: [deploy]", "BP0971 2"),
    ("test: 1\noperations:\n  - deploy:\n    requests: [{ask: stop}]", "BP0108 4"),
  ])
  func mistakesAreLocated(_ text: String, _ expected: String) {
    #expect(codes(text) == [expected])
  }

  @Test func suggestionsAreMade() {
    let text = "test: 1\noperations:\n  - deploy:\n    expct: {}"
    let found = BlueprintTest.read(Source(name: "a.test.yaml", text: text)).diagnostics
    #expect(found.first?.help == ["did you mean `expect`?"])
    #expect(found.first?.fixes.first?.title == "write `expect`")
  }

  @Test func aTestIsRead() throws {
    let text = """
      test: 1
      seed: 4
      seeds: 20
      latency: {machine.ensure: {median: 30s, p99: 2m}}
      operations:
        - deploy
        - scale: {web: 5}
          faults:
            - {step: '*/start', fail: {class: throttled, code: slow}, times: 2, after: 5s, for: 1m}
            - {crash: 12, away: 1m}
          on_error: rollback
          expect: {result: rolled_back, available: {services.web: 1}}
        - action: {name: vacuum, inputs: {full: true}}
        - reject: {reason: too early}
      """
    let (found, diagnostics) = BlueprintTest.read(Source(name: "a.test.yaml", text: text))
    #expect(diagnostics.isEmpty)
    let test = try #require(found)
    #expect((test.seed, test.seeds) == (4, 20))
    #expect(test.operations.map(\.word) == ["deploy", "scale", "action vacuum", "reject"])
    let scale = test.operations[1]
    #expect(scale.policy == .rollback)
    let failure = Failure(.throttled, code: "slow", "a simulated failure", changed: .no)
    #expect(
      scale.faults == [
        Fault(
          .fail(failure), FaultSelector(step: Glob("*/start")), after: .seconds(5),
          lasting: .seconds(60), times: 2),
        Fault(.crash(.entry(12), away: .seconds(60))),
      ])
    for fault in scale.faults { #expect(try Fault(json: fault.json) == fault) }
    guard case .result(.succeeded)? = test.operations[0].expectations.first?.kind else {
      Issue.record("success is expected unless something else is said")
      return
    }
  }

  @Test func globsStandForText() {
    let glob = Glob("services.web[*]/st?rt")
    #expect(glob.matches("services.web[12]/start"))
    #expect(!glob.matches("services.web[12]/start2"))
    #expect(Glob("*").matches(""))
    #expect(Glob("*a*b").matches("xxaxxb"))
    #expect(!Glob("*a*b").matches("xxbxxa"))
  }
}
