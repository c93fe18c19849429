import BlueprintExpressions
import BlueprintModel
import Testing

/// `file` has a value where files can be read, and nowhere else.
@Suite struct FileFunctionTests {
  private let files = TextFiles(["a": "one\n", "b": "two\n"])

  private func reduced(
    _ text: String, in names: [String: BoundValue] = [:]
  ) throws -> BoundValue {
    try BoundValue(Template(parsing: text)).reduced(
      in: names, reading: TextReader(files, from: "blueprint.yaml"))
  }

  private func failure(_ text: String, in names: [String: BoundValue] = [:]) -> EvaluationError? {
    do {
      _ = try reduced(text, in: names)
      return nil
    } catch { return error as? EvaluationError }
  }

  @Test func textsAreValuesLikeOthers() throws {
    #expect(try reduced("${file('a')}") == .literal("one\n"))
    #expect(try reduced("<${trim(file('b'))}>") == .literal("<two>"))
    let names: [String: BoundValue] = ["inputs": .literal(["name": "a"])]
    #expect(try reduced("${file(inputs.name)}", in: names) == .literal("one\n"))
  }

  @Test func whatAConditionSparesIsNotRead() throws {
    #expect(try reduced("${true ? file('a') : file('none')}") == .literal("one\n"))
    #expect(files.read == ["a"])
  }

  @Test func aFileBehindAnOpenConditionIsRead() throws {
    let kept = try reduced("${self.flag ? file('a') : 'x'}")
    #expect(files.read == ["a"])
    #expect(kept.json.canonicalJSON.contains("one"))
    let failed = failure("${self.flag ? file('none') : 'x'}")
    #expect(failed?.kind == .unreadableFile && failed?.file == "none")
  }

  @Test func pathsMustBeKnown() throws {
    let failed = failure("${file(self.name)}")
    #expect(failed?.kind == .unknownFile && failed?.range == 7..<16)
    // An input without a value is a mistake of its own.
    let open: [String: BoundValue] = ["inputs": .map(["name": try reduced("${inputs.name}")])]
    #expect(try reduced("${file(inputs.name)}", in: open).literal == nil)
  }

  @Test func itHasNoValueLater() throws {
    let template = try Template(parsing: "${file('a')}")
    #expect(throws: EvaluationError.self) { try template.evaluated(in: [:]) }
    #expect(throws: EvaluationError.self) { try BoundValue(template).reduced(in: [:]) }
  }

  @Test func secretsAndLateValuesAreNoPaths() throws {
    let environment = TypeEnvironment([
      "inputs": .object(["key": .string.asSecret]), "self": .object(["dir": .string.asLate]),
    ])
    for (text, kind) in [
      ("${file(inputs.key)}", ExpressionProblem.Kind.exposedSecret),
      ("${file(self.dir)}", .notKnown),
    ] {
      let checked = try Template(parsing: text).check(in: environment)
      #expect(checked.problems.map(\.kind) == [kind])
    }
  }
}
