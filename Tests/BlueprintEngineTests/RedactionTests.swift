import BlueprintEngine
import BlueprintModel
import Testing

@Suite struct RedactionTests {
  @Test func masksEveryOccurrenceAndTheLongestFirst() {
    let redaction = Redaction(secrets: ["hunter2", "hunter2-extended"])
    #expect(redaction.masking("a hunter2 b hunter2-extended c") == "a ••• b ••• c")
  }

  @Test func leavesShortValuesAlone() {
    #expect(Redaction(secrets: ["abc"]).masking("abc") == "abc")
  }

  @Test func masksTheLinesOfASecretWithSeveral() {
    let redaction = Redaction(secrets: ["first line\nsecond line"])
    #expect(redaction.masking("got: second line") == "got: •••")
  }

  @Test func masksInsideValuesAndNumbers() {
    let redaction = Redaction(secrets: ["hunter2", 123_456, ["key": ["inner"]]])
    let value: Value = ["a": ["x hunter2"], "b": 123_456, "c": 12, "d": "inner"]
    #expect(redaction.masking(value) == ["a": ["x •••"], "b": "•••", "c": 12, "d": "•••"])
  }

  @Test func masksFailuresAndOutputsButNotHandles() {
    let redaction = Redaction(secrets: ["hunter2"])
    let failure = Failure(
      .permanent, code: "x", "bad hunter2", output: ["hunter2", "ok"], help: "change hunter2")
    let masked = Failure(
      .permanent, code: "x", "bad •••", output: ["•••", "ok"], help: "change •••")
    #expect(redaction.masking(Outcome.failed(failure)) == .failed(masked))
    #expect(
      redaction.masking(Outcome.done(handle: "hunter2", outputs: ["url": "x:hunter2@y"]))
        == .done(handle: "hunter2", outputs: ["url": "x:•••@y"]))
  }
}
