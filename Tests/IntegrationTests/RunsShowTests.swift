import BlueprintModel
import Foundation
import FoundationXML
import Testing

/// How runs are looked at.
@Suite(.timeLimit(.minutes(2))) struct RunsShowTests {
  /// An action that has come to an approval, after a loop and an attempt that was made good.
  private static func waiting(on bench: Bench) async throws -> RecordedRun {
    var run = RecordedRun(
      [
        RecordedRun.control(
          "actions.mend/retry",
          .repetition(
            until: true, maximum: 5, delay: .zero,
            body: [RecordedRun.step("probe"), RecordedRun.step("note", needs: ["probe"])])),
        RecordedRun.control(
          "actions.mend/try",
          .attempt(
            [RecordedRun.step("try.go")], rescue: [RecordedRun.step("rescue.fix")],
            always: [RecordedRun.step("always.tidy")]),
          needs: ["actions.mend/retry"]),
        RecordedRun.control(
          "actions.mend/ask", .approve(message: "shall we go on?"), needs: ["actions.mend/try"]),
        RecordedRun.step("actions.mend/last", needs: ["actions.mend/ask"]),
      ], on: bench)
    for turn in 0...1 {
      run.add(.expanded(step: StepID("actions.mend/retry"), .turn(turn)))
      run.add("actions.mend/retry[\(turn)].probe")
      run.add("actions.mend/retry[\(turn)].note")
    }
    run.add(.expanded(step: StepID("actions.mend/try"), .attempt))
    run.add("actions.mend/try.try.go", .failed(.exit(3, output: ["no such thing"])))
    run.add("actions.mend/try.rescue.fix")
    run.add("actions.mend/try.always.tidy")
    run.add(
      .waiting(step: StepID("actions.mend/ask"), .approval, message: "shall we go on?"))
    try await run.save()
    return run
  }

  @Test func stepsThatCameIntoBeingAreShownWithinTheirOwners() async throws {
    try await Bench.with("page") { bench in
      let run = try await Self.waiting(on: bench)
      let shown = try await bench.run(
        "runs", "show", "0123", "--state-dir", run.directory, "-o", "json", ends: 0)
      let json = try shown.json
      #expect(json["standing"] == "waiting_for_approval" && json["exit_code"] == 75)
      #expect(json["next"]?.list == ["blueprint promote"])
      #expect(json["steps"]?["done"] == 6 && json["steps"]?["total"] == 9)
      #expect(json["steps"]?["tolerated"] == 1 && json["failures"]?.list == [])
      let steps = json["list"]?.list ?? []
      let states = steps.compactMap { step in
        step["step"]?.string.map { "\($0) \(step["state"]?.string ?? "")" }
      }
      #expect(
        states == [
          "actions.mend/retry done", "actions.mend/retry[0].probe done",
          "actions.mend/retry[0].note done", "actions.mend/retry[1].probe done",
          "actions.mend/retry[1].note done", "actions.mend/try done",
          "actions.mend/try.try.go failed", "actions.mend/try.rescue.fix done",
          "actions.mend/try.always.tidy done", "actions.mend/ask waiting",
          "actions.mend/last pending",
        ])
      // Everything led to the question, one after the other.
      #expect(json["critical_path"]?.list?.count == 8)
      let text = try await bench.run(
        "runs", "show", "0123", "--state-dir", run.directory, ends: 0)
      for part in [
        "waits for approval: shall we go on?", "◆✗ try.try.go", "exit status 3",
        "1 failed and made good", "go on with: blueprint promote",
      ] { #expect(text.out.contains(part), "\(text)") }
      let list = try await bench.run(
        "runs", "-d", "shop", "--state-dir", run.directory, ends: 0)
      #expect(list.out.contains("waits for approval: shall we go on?"), "\(list)")
    }
  }

  @Test(arguments: [80, 200]) func theTimelineFitsTheTerminal(columns: Int) async throws {
    try await Bench.with("page") { bench in
      let run = try await Self.long(on: bench, count: 300)
      let arguments = ["runs", "show", "0123", "--state-dir", run.directory, "--timeline"]
      for more in [[], ["--all"]] {
        let ended = try await bench.runOnTerminal(
          arguments + more, columns: columns, environment: ["LANG": "C.UTF-8"])
        #expect(ended.status == 0, "\(ended)")
        var screen = Screen(rows: 24, columns: 1000)
        screen.write(ended.out)
        let picture = screen.lines.dropFirst(3).prefix { !$0.isEmpty }
        #expect(picture.count > (more.isEmpty ? 3 : 300), "\(ended)")
        #expect(picture.count < (more.isEmpty ? 40 : 1000), "\(ended)")
        #expect(picture.allSatisfy { $0.count <= columns }, "\(ended)")
      }
      let plain = try await bench.run(arguments)
      #expect(plain.out.utf8.allSatisfy { $0 < 128 } == false || plain.out.contains("="))
      #expect(!plain.out.contains("█") && !plain.out.contains("\u{1b}"), "\(plain)")
    }
  }

  @Test func reportsStandForThemselves() async throws {
    try await Bench.with("page") { bench in
      let run = try await Self.long(on: bench, count: 300)
      let html = "\(bench.root)/run.html"
      let svg = "\(bench.root)/run.svg"
      let ended = try await bench.run(
        "runs", "show", "0123", "--state-dir", run.directory, "--report", "\(html),svg=\(svg)",
        ends: 0)
      #expect(ended.err.contains("written: \(html)"), "\(ended)")
      let page = try String(contentsOfFile: html, encoding: .utf8)
      let picture = try String(contentsOfFile: svg, encoding: .utf8)
      for text in [page, picture] {
        #expect(!text.contains("<script") && !text.contains("src=") && !text.contains("href="))
        #expect(!text.contains("url(") && !text.contains("@import"))
        #expect(text.contains("prefers-color-scheme:dark"))
        #expect(text.contains("&lt;b&gt;&amp;") || text == picture)
        #expect(!text.contains("<b>&"))
      }
      #expect(XMLParser(data: Data(picture.utf8)).parse())
      let refused = try await bench.run("validate", "--report", "x.html", ends: 64)
      #expect(refused.err.contains("BP0960"), "\(refused)")
    }
  }

  /// A run of many steps, one of which failed.
  private static func long(on bench: Bench, count: Int) async throws -> RecordedRun {
    let steps = (0..<count).map { number in
      RecordedRun.step("web[\(number)]/go", phase: "web[\(number)]")
    }
    var run = RecordedRun(steps, on: bench)
    for (number, step) in steps.dropLast().enumerated() {
      // Few moments, for each is a write that waits for the disk.
      run.add(step.id.description, took: .milliseconds(number % 20 == 0 ? 400 : 0))
    }
    run.add("web[\(count - 1)]/go", .failed(.exit(1, output: ["<b>& <script>alert(1)</script>"])))
    run.add(.finished(.failed, outputs: []))
    try await run.save()
    return run
  }

  @Test func historyTellsWhatWasDone() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      try await bench.run("deploy", "--yes", "--var", "count=2", ends: 0)
      let history = try await bench.run("history", "-o", "json", ends: 0).json.list ?? []
      #expect(history.map { $0["revision"] } == [1, 2])
      #expect(history.allSatisfy { $0["standing"] == "succeeded" })
      #expect(history.last?["changes"]?.list?.isEmpty == false)
      let text = try await bench.run("history", ends: 0)
      #expect(text.out.split(separator: "\n").count == 3, "\(text)")
      let shown = try await bench.run("runs", "show", "-o", "json", ends: 0)
      #expect(try shown.json["revision"] == 2)
      try await bench.run("runs", "show", "run-nonsense", ends: 10)
    }
  }
}
