import BlueprintModel
import Foundation
import Testing

/// What programs are told of a run, line by line.
@Suite(.timeLimit(.minutes(2))) struct EventStreamTests {
  @Test func aDeployIsToldFromItsBeginningToItsEnd() async throws {
    try await Bench.with("page") { bench in
      let ended = try await bench.run("deploy", "--yes", "-o", "jsonl", ends: 0)
      let stream = try await StreamJudge(ended.out)
      #expect(stream.types.prefix(3) == ["run_created", "run_claimed", "step_started"])
      #expect(stream.types.last == "run_finished")
      let created = stream.events("run_created").first
      #expect(created?["deployment"] == "page" && created?["operation"] == "deploy")
      let total = created?["total"]?.integer
      #expect(stream.events("step_done").last?["done"]?.integer == total)
      #expect(stream.summary["exit_code"] == 0 && stream.summary["result"] == "succeeded")
      #expect(stream.summary["outputs"]?.map?.isEmpty == false)
      #expect(ended.err.contains("✓ deploy page: done"), "\(ended)")
      let idle = try await bench.run("deploy", "--yes", "-o", "jsonl", ends: 0)
      let short = try await StreamJudge(idle.out)
      #expect(short.events.isEmpty && short.summary["result"] == "nothing_to_do")
      let later = try await bench.run("events", "-o", "jsonl", ends: 0)
      let again = try await StreamJudge(later.out)
      #expect(again.types == stream.types.filter { $0 != "log" })
    }
  }

  @Test func aFailureHasItsPlaceAndItsOutput() async throws {
    let text = """
      blueprint: 1
      name: bad
      targets: {main: {provider: local}}
      machines: {box: {target: main}}
      services:
        one:
          on: box
          install:
            - run: |
                echo this came first
                echo and this last >&2
                exit 3
      """
    try await Bench.with(text: text) { bench in
      let ended = try await bench.run("deploy", "--yes", "-o", "jsonl", ends: 1)
      let stream = try await StreamJudge(ended.out)
      let failed = try #require(stream.events("step_failed").first)
      #expect(failed["level"] == "error" && failed["failure"]?["code"] == "exit_status")
      #expect(failed["place"]?["line"]?.integer == 9)
      #expect(stream.summary["exit_code"] == 1)
      let failure = stream.summary["failures"]?.list?.first
      #expect(failure?["command"]?.string?.contains("exit 3") == true)
      #expect(failure?["log"]?.list?.contains("and this last") == true, "\(ended)")
      for text in [
        "blueprint.yaml:9:9: error[BP0910]: services.one/", "by       host.job, provider local",
        "attempt  1", "changed  not known", "$ echo this came first", "│ and this last",
        "mend it, then: blueprint deploy; look closer with: blueprint runs show run-",
      ] { #expect(ended.err.contains(text), "\(text)\n\(ended.err)") }
    }
  }

  @Test func whatFailsBeforeARunIsASummary() async throws {
    try await Bench.with(text: "blueprint: 1\nname: bad\nmachnes: {}\n") { bench in
      for command in [["deploy", "--yes"], ["events"], ["attach"], ["resume"]] {
        let ended = try await bench.run(command + ["-o", "jsonl"])
        let stream = try await StreamJudge(ended.out)
        #expect(ended.status != 0 && stream.summary["exit_code"]?.integer == ended.status)
        #expect(stream.summary["error"]?["code"]?.string?.hasPrefix("BP") == true, "\(ended)")
      }
    }
  }

  @Test func everyKindOfFactIsTold() async throws {
    try await Bench.with("page") { bench in
      let run = try await Self.recorded(on: bench)
      let ended = try await bench.run(
        "events", "0123", "--state-dir", run.directory, "-o", "jsonl", ends: 0)
      let stream = try await StreamJudge(ended.out)
      let silent: Set = ["run_compensating", "log"]
      let all = try Self.kinds()
      #expect(Set(stream.types) == all.subtracting(silent), "\(ended)")
      let after = try await bench.run(
        "events", "0123", "--state-dir", run.directory, "-o", "jsonl", "--after", "10", ends: 0)
      let rest = try await StreamJudge(after.out)
      #expect(rest.events == stream.events.filter { ($0["seq"]?.integer ?? 0) > 10 })
      #expect(rest.summary["steps"] == stream.summary["steps"])
      let text = try await bench.run("events", "0123", "--state-dir", run.directory, ends: 0)
      #expect(text.out.split(separator: "\n").count == stream.events.count)
      let list = try await bench.run(
        "events", "0123", "--state-dir", run.directory, "-o", "json", ends: 0)
      #expect(try list.json.list == stream.events)
    }
  }

  @Test func whatWasUndoneIsTold() async throws {
    try await Bench.with("page") { bench in
      var run = RecordedRun(
        [RecordedRun.step("box/ensure", phase: "box"), RecordedRun.step("web/go", phase: "web")],
        on: bench)
      run.add("box/ensure")
      run.add("web/go", .failed(.exit(1)))
      run.add("box/ensure/undo.delete")
      run.add(.finished(.rolledBack, outputs: []))
      try await run.save(settings: RunSettings(policy: .rollback))
      let ended = try await bench.run(
        "events", "0123", "--state-dir", run.directory, "-o", "jsonl", ends: 0)
      let stream = try await StreamJudge(ended.out)
      #expect(stream.events("run_compensating").count == 1)
      #expect(stream.events("step_started").map { $0["undo"] == true } == [false, false, true])
      #expect(stream.events("step_started").last?["why"] == "undoes `box/ensure`")
      #expect(stream.summary["exit_code"] == 5 && stream.summary["steps"]?["undone"] == 1)
      #expect(stream.summary["steps"]?["total"] == 2)
    }
  }

  @Test func theSchemaRefusesWhatIsWrong() async throws {
    let good = """
      {"type":"step_done","ts":"2026-11-28T19:29:57.423Z","seq":4,"run":"run-0123456789ab",\
      "step":"a","address":"a","level":"info","message":"m"}
      """
    let changes = [
      (#""seq":4,"#, ""), ("step_done", "step_dnoe"), (":57.423Z", ":57Z"), (#""step":"a","#, ""),
      ("\"info\"", "\"fatal\""), ("run-0123456789ab", "run-1"), ("{\"type\"", "\"type\""),
    ]
    let bad = changes.map { good.replacingOccurrences(of: $0.0, with: $0.1) }
    let verdict = try await StreamJudge.verdict(on: ([good] + bad).joined(separator: "\n"))
    let judged = Set(verdict.compactMap { $0.split(separator: ":").first.flatMap { Int($0) } })
    #expect(judged == Set(2...changes.count + 1), "\(verdict)")
  }

  /// The types that the schema knows.
  private static func kinds() throws -> Set<String> {
    let file = BlueprintBinary.repository.appending(path: "schemas/event-stream.schema.json")
    let schema = try Value(jsonText: try String(contentsOf: file, encoding: .utf8))
    let names = schema["$defs"]?["event"]?["properties"]?["type"]?["enum"]?.list
    return Set(names?.compactMap(\.string) ?? [])
  }

  /// A run in which everything happens once.
  private static func recorded(on bench: Bench) async throws -> RecordedRun {
    let ask = Control.approve(message: "go on?")
    var run = RecordedRun(
      [
        RecordedRun.step("a", retry: RetryPolicy(maximumAttempts: 3)),
        RecordedRun.step("b", needs: ["a"]), RecordedRun.step("c"), RecordedRun.step("d"),
        RecordedRun.control("asked", ask), RecordedRun.control("refused", ask),
        RecordedRun.control(
          "retry",
          .repetition(
            until: true, maximum: 2, delay: .zero, body: [RecordedRun.step("probe")])),
        RecordedRun.step("never", needs: ["refused"]),
      ], on: bench)
    run.add("a", .failed(.busy))
    run.add("a", attempt: 2, .again(after: .seconds(1)))
    run.add("a", attempt: 2)
    run.add(.lost(step: StepID("b"), attempt: 1, reason: "the plugin died"))
    run.add("b", .failed(.exit(2)))
    run.add(.omitted(step: StepID("c")))
    run.add(.intent(step: StepID("d"), attempt: 1, token: "t", desired: [:]))
    run.add(.waiting(step: StepID("d"), .settlement, message: "is it done?"))
    run.add(.requested(number: 1, by: "ada", .settle(StepID("d"), .done)))
    run.add(.expanded(step: StepID("retry"), .turn(0)))
    run.add("retry[0].probe")
    for name in ["asked", "refused"] {
      run.add(.waiting(step: StepID(name), .approval, message: "go on?"))
    }
    run.add(.requested(number: 2, by: "ada", .promote(StepID("asked"))))
    run.add(.requested(number: 3, by: "ada", .reject(nil, reason: "not now")))
    run.add(.requested(number: 4, by: "ada", .pause))
    run.add(.requested(number: 5, by: "ada", .proceed))
    run.add(.requested(number: 6, by: "ada", .cancel))
    run.add(.overdue)
    run.add(.finished(.failed, outputs: []))
    try await run.save(
      settings: RunSettings(deadline: RecordedRun.start + .seconds(60)))
    return run
  }
}
