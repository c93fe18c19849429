import BlueprintModel

/// Steps that decide, for tests.
extension PlanFixture {
  /// A step that only does something, and keeps no resource.
  ///
  /// - Parameter within: the control steps around it, as plans name them, with `[*]` for a loop:
  ///   `["each[*]"]`. The provider is told the identity that the step gets.
  public static func work(
    _ name: String, within: [String] = [], needs: [String] = [],
    keeping outputs: [CapturedOutput] = []
  ) -> Step {
    Step(
      id: StepID(name), phase: name, target: target.name, verb: "thing.do",
      input: ["step": identity(name, within)], needs: needs.map { StepID($0) },
      retry: RetryPolicy(maximumAttempts: 3, delay: .seconds(1), maximumDelay: .seconds(8)),
      outputs: outputs)
  }

  /// The identity that a step within control steps gets, as a late-bound text.
  private static func identity(_ name: String, _ within: [String]) -> Value {
    guard !within.isEmpty else { return .string(name) }
    var pattern = ""
    var text = ""
    for part in within {
      let isLoop = part.hasSuffix("[*]")
      let name = isLoop ? String(part.dropLast(3)) : part
      pattern += name
      text += name
      if isLoop {
        text += "[${iteration[\"\(pattern)\"]}]"
        pattern += "[*]"
      }
      pattern += "."
      text += "."
    }
    return template(text + name)
  }

  /// A late-bound text.
  public static func template(_ text: String) -> Value { ["$template": .string(text)] }

  /// A control step.
  public static func control(
    _ name: String, _ control: Control, needs: [String] = [], timeout: Duration = .zero
  ) -> Step {
    Step(
      id: StepID(name), phase: name, needs: needs.map { StepID($0) }, timeout: timeout,
      control: control)
  }

  /// The whole standard output of a step, read as a type.
  public static func output(
    _ name: String, type: String = "string", isSecret: Bool = false
  ) -> CapturedOutput {
    CapturedOutput(name: name, source: "stdout", type: type, isSecret: isSecret)
  }

  /// A plan that decides in every way there is: a loop over what a step found, with a loop that
  /// asks in it, a branch, a rescue with what follows in any case, a condition, a wait, values.
  public static var deciding: [Step] {
    let found = work("find", keeping: [output("all", type: "list")])
    let probe = work(
      "probe", within: ["each[*]", "until[*]"], keeping: [output("ready", type: "boolean")])
    let until = control(
      "until",
      .repetition(
        until: template("${steps[\"each[*].until[*].probe\"].ready}"), maximum: 4,
        delay: .seconds(3), body: [probe]), needs: ["first"])
    let each = control(
      "each",
      .forEach(
        template("${steps[\"find\"].all}"), batch: .count(2),
        body: [work("first", within: ["each[*]"]), until]), needs: ["find"])
    let branch = control(
      "branch",
      .conditional(
        template("${length(steps[\"find\"].all) > 2}"),
        then: [work("then.a", within: ["branch"])], otherwise: [work("else.a", within: ["branch"])]
      ), needs: ["find"])
    let attempt = control(
      "attempt",
      .attempt(
        [work("try.a", within: ["attempt"]), work("try.b", within: ["attempt"], needs: ["try.a"])],
        rescue: [work("rescue.a", within: ["attempt"])],
        always: [work("always.a", within: ["attempt"])]), needs: ["branch"])
    var conditional = work("conditional", needs: ["attempt"])
    conditional.when = template("${length(steps[\"find\"].all) > 100}")
    var wait = barrier("wait", needs: ["each"])
    wait.delay = .seconds(20)
    let set = control(
      "set", .set(["count": template("${length(steps[\"find\"].all)}")]), needs: ["wait"])
    let check = control(
      "check", .assertion(template("${steps[\"set\"].count == 3}"), message: "not three"),
      needs: ["set"])
    return [
      found, each, branch, attempt, conditional, wait, set, check,
      step("last", needs: ["check", "conditional"]),
    ]
  }

  /// What the provider says to ``deciding``: three elements, of which each is ready at another
  /// look; one attempt fails for good and is rescued.
  public static var decidingScript: ScriptedProvider.Script {
    func said(_ text: String) -> ScriptedProvider.Reply { .done(outputs: ["stdout": .string(text)]) }
    var script: ScriptedProvider.Script = [
      StepID("find"): [[said("[\"x\", \"y\", \"z\"]")]],
      StepID("attempt.try.b"): [[.failed(Failure(.permanent, code: "no", "no", changed: .no))]],
      StepID("each[1].first"): [[.lost, .again(after: .seconds(2)), .done()]],
    ]
    for element in 0..<3 {
      for turn in 0...element {
        let id = StepID("each[\(element)].until[\(turn)].probe")
        script[id] = [[said(turn == element ? "true" : "false")]]
      }
    }
    return script
  }
}
