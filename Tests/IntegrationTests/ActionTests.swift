import BlueprintModel
import Foundation
import Testing

/// Actions on a deployment that is really there.
@Suite(.timeLimit(.minutes(2))) struct ActionTests {
  private static let blueprint = """
    blueprint: 1
    name: play
    targets: {main: {provider: local}}
    machines: {web: {target: main, count: 2}}
    services:
      page:
        on: web
        env: {WHO: service}
        run: |
          echo start >> starts.txt
          exec python3 -m http.server --bind ${self.address} ${self.endpoints.http.port}
        endpoints: {http: {port: 8000, protocol: http}}
        health: {tcp: http, interval: 50ms}
    actions:
      again:
        description: Restart one after the other
        inputs:
          word: {type: string, secret: true}
          tries: {type: integer, default: 2, minimum: 1}
        steps:
          - {on: services.page, run: 'echo "$WHO $WORD" > word.txt', env: {WORD: "${inputs.word}"}}
          - {on: services.page, run: cat > stdin.txt, unless: cat | grep -q ., stdin: "take ${inputs.word}\\n"}
          - {on: services.page, run: echo made >> made.txt, creates: made.txt}
          - for_each: services.page
            batch: 1
            do:
              - service: restart
              - wait: healthy
          - {on: machines.web, file: {dest: note.txt, content: "${inputs.tries} ${instance.index}"}}
          - {on: "machines.web[1]", fetch: {path: note.txt, as: notes}}
      ask:
        steps:
          - {approve: shall we go on}
          - {on: services.page, run: echo asked > asked.txt}
      nothing: {steps: [{assert: true}]}
      doomed: {steps: [{on: services.page, run: echo no > asked.txt}, {fail: not today}]}
    """

  @Test func anActionWorksOnEachInstanceInTurn() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      let early = try await bench.run("action", "run", "nothing", "--yes", ends: 10)
      #expect(early.err.contains("BP0806") || early.err.contains("BP0926"), "\(early)")
      try await bench.run("deploy", "--yes", ends: 0)
      let done = try await bench.run(
        "action", "run", "again", "--yes", "-o", "json", ends: 0,
        environment: ["BLUEPRINT_VAR_word": "swordfish-7"])
      #expect(try done.json["result"] == "succeeded")
      #expect(try done.json["operation"] == "action")
      #expect(!done.out.contains("swordfish-7") && !done.err.contains("swordfish-7"))
      let more = try await bench.run(
        "action", "run", "again", "--yes", "--var", "tries=5", "--var", "word=perch", ends: 0)
      let order = more.err.split(separator: "\n").filter {
        $0.contains("for_each[") && $0.hasPrefix("✓")
      }
      .compactMap { $0.split(separator: "]", maxSplits: 1).last?.split(separator: " ").first }
      #expect(
        order == [
          "actions.again/for_each[0].service", "actions.again/for_each[0].wait",
          "actions.again/for_each[1].service", "actions.again/for_each[1].wait",
        ], "\(more)")
      for index in 0...1 {
        let page = "services/page"
        #expect(
          try bench.machineFile("web-\(index)", "\(page)/word.txt") == "service perch\n")
        #expect(
          try bench.machineFile("web-\(index)", "\(page)/stdin.txt") == "take perch\n")
        #expect(try bench.machineFile("web-\(index)", "\(page)/made.txt") == "made\n")
        #expect(
          try bench.machineFile("web-\(index)", "\(page)/starts.txt")
            == "start\nstart\nstart\n")
        #expect(try bench.machineFile("web-\(index)", "note.txt") == "5 \(index)")
      }
      #expect(bench.exists("state/artifacts/play/notes/machines.web[1]/note.txt"))
      let idle = try await bench.run("action", "run", "nothing", "--yes", ends: 0)
      #expect(idle.err.contains("comes down to nothing"), "\(idle)")
      let plan = try await bench.run("plan", "--detailed-exitcode", ends: 0)
      #expect(plan.out.contains("nothing to do"), "\(plan)")
    }
  }

  @Test func anApprovalPausesTheRun() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let shown = try await bench.run("plan", "--action", "ask", "--out", "../plan.json", ends: 0)
      #expect(shown.out.contains("approve: shall we go on"), "\(shown)")
      let paused = try await bench.run("action", "run", "ask", "--yes", ends: 75)
      #expect(paused.err.contains("shall we go on"), "\(paused)")
      #expect(try bench.files(named: "asked.txt").isEmpty)
      try await bench.run("resume", ends: 75)
      try await bench.run("cancel", ends: 1)
    }
  }

  @Test func mistakesAreRefusedBeforeAnythingIsTouched() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let doomed = try await bench.run("action", "run", "doomed", "--yes", ends: 4)
      #expect(doomed.err.contains("BP0840") && doomed.err.contains("not today"), "\(doomed)")
      let missing = try await bench.run("action", "run", "again", ends: 4)
      #expect(missing.err.contains("BP0303"), "\(missing)")
      try await bench.run("action", "run", "agian", "--yes", ends: 10)
      let foreign = try await bench.run(
        "action", "run", "again", "--yes", "--var", "wrod=x", "--var", "word=x", ends: 4)
      #expect(foreign.err.contains("did you mean `word`?"), "\(foreign)")
    }
  }

  @Test func actionsAreListedAndShown() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      let list = try await bench.run("action", "list", ends: 0)
      #expect(list.out.contains("Restart one after the other"), "\(list)")
      let show = try await bench.run("action", "show", "again", "-o", "json", ends: 0)
      #expect(try show.json["inputs"]?.list?.count == 2)
      #expect(try show.json["steps"]?.list?.count == 6)
      let none = try await bench.run("action", "show", "agian", ends: 10)
      #expect(none.err.contains("BP0842"), "\(none)")
    }
  }
}

extension Bench {
  /// The paths below the bench that end with `name`.
  fileprivate func files(named name: String) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
    return paths.filter { $0.hasSuffix("/\(name)") }
  }
}
