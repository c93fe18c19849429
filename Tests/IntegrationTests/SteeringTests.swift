import BlueprintModel
import Foundation
import Subprocess
import Testing

/// What people ask of runs, and what comes of it.
@Suite(.timeLimit(.minutes(2))) struct SteeringTests {
  private static let asking = """
    blueprint: 1
    name: ask
    targets: {main: {provider: local}}
    machines: {box: {target: main}}
    actions:
      go:
        steps:
          - {on: machines.box, run: echo one >> asked.txt}
          - {approve: shall we go on}
          - {on: machines.box, run: echo two >> asked.txt}
    """

  /// Runs the action up to its question.
  private func ask(_ bench: Bench) async throws {
    try await bench.run("deploy", "--yes", ends: 0)
    let paused = try await bench.run("action", "run", "go", "--yes", "-o", "jsonl", ends: 75)
    let stream = try await StreamJudge(paused.out)
    #expect(stream.summary["exit_code"] == 75 && stream.summary["next"] == ["blueprint promote"])
    #expect(stream.events("step_waiting").first?["for"] == "approval")
    #expect(paused.err.contains("go on with: blueprint promote"), "\(paused)")
    let list = try await bench.run("runs", ends: 0)
    #expect(list.out.contains("waits for approval: shall we go on"), "\(list)")
  }

  @Test func anApprovalIsGivenLaterByAnotherProcess() async throws {
    try await Bench.with(text: Self.asking) { bench in
      try await ask(bench)
      try await bench.run("resume", ends: 75)
      #expect(try bench.machineFile("box", "asked.txt") == "one\n")
      try await bench.run("promote", "--step", "actions.go/nothing", ends: 10)
      let promoted = try await bench.run("promote", "-o", "jsonl", ends: 0)
      let stream = try await StreamJudge(promoted.out)
      #expect(stream.events("step_promoted").count == 1, "\(promoted)")
      #expect(try bench.machineFile("box", "asked.txt") == "one\ntwo\n")
      try await bench.run("promote", ends: 10)
    }
  }

  @Test func anApprovalIsRefused() async throws {
    try await Bench.with(text: Self.asking) { bench in
      try await ask(bench)
      let refused = try await bench.run("promote", "--reject", "--reason", "not on Friday", ends: 1)
      #expect(refused.err.contains("not on Friday"), "\(refused)")
      #expect(try bench.machineFile("box", "asked.txt") == "one\n")
    }
  }

  @Test func aPauseHoldsTheRunUntilItIsResumed() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await bench.during("deploy", "--yes", "--var", "gate=\(bench.root)/gate") {
        _ in
        try await eventually("installing began") { bench.exists("gate.began") }
        let paused = try await bench.run("pause", "--wait", ends: 0)
        #expect(paused.err.contains("taken up"), "\(paused)")
        try bench.open(gate: "gate")
      }
      #expect(ended.status == 75 && ended.err.contains("blueprint resume"), "\(ended)")
      let list = try await bench.run("runs", ends: 0)
      #expect(list.out.contains("paused by "), "\(list)")
      try await bench.run("resume", ends: 0)
    }
  }

  @Test(arguments: [false, true]) func aDrivenRunIsCancelled(aborts: Bool) async throws {
    try await Bench.with("gated") { bench in
      let ended = try await bench.during("deploy", "--yes", "--var", "gate=\(bench.root)/gate") {
        _ in
        try await eventually("installing began") { bench.exists("gate.began") }
        let arguments = ["cancel", "--wait"] + (aborts ? ["--abort"] : [])
        let cancelled = try await bench.run(arguments)
        #expect(cancelled.status == 0, "\(cancelled)")
        if !aborts { try bench.open(gate: "gate") }
      }
      #expect(ended.status == 1 && ended.err.contains("cancelled after"), "\(ended)")
      let shown = try await bench.run("runs", "show", "-o", "json", ends: 0)
      #expect(try shown.json["result"] == "cancelled")
    }
  }

  @Test func aRunThatNobodyDrivesIsCancelledHere() async throws {
    try await Bench.with(text: Self.asking) { bench in
      try await ask(bench)
      let cancelled = try await bench.run("cancel", ends: 1)
      #expect(cancelled.err.contains("cancelled after"), "\(cancelled)")
      try await bench.run("cancel", ends: 10)
    }
  }

  private static let failing = """
    blueprint: 1
    name: fails
    targets: {main: {provider: local}}
    machines: {box: {target: main}}
    services:
      bad: {on: box, install: [{run: "sleep 0.3; exit 3"}]}
      good: {on: box, install: [{run: sleep 1}, {run: echo good > good.txt}]}
    """

  @Test func aPolicySaysWhatAFailureMeans() async throws {
    try await Bench.with(text: Self.failing) { bench in
      let went = try await bench.run("deploy", "--yes", "--on-error", "continue", ends: 1)
      #expect(try bench.machineFile("box", "services/good/good.txt") == "good\n", "\(went)")
      #expect(went.err.contains("done anyway, and stays"), "\(went)")
    }
    try await Bench.with(text: Self.failing) { bench in
      let undone = try await bench.run(
        "deploy", "--yes", "--on-error", "rollback", "-o", "jsonl", ends: 5)
      let stream = try await StreamJudge(undone.out)
      #expect(stream.events("run_compensating").count == 1)
      #expect(stream.events("step_done").contains { $0["undo"] == true }, "\(undone)")
      #expect(undone.err.contains("failed and undone"), "\(undone)")
      let status = try await bench.run("status", "-o", "json", ends: 0)
      #expect(try status.json["resources"]?.list == [])
    }
  }

  @Test func aDeadlineEndsTheRun() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await bench.run(
        "deploy", "--yes", "--deadline", "1s", "--var", "gate=\(bench.root)/gate", ends: 9)
      #expect(ended.err.contains("not done by its deadline"), "\(ended)")
      try bench.open(gate: "gate")
    }
  }

  @Test(arguments: [("done", 0), ("failed", 1)])
  func aStepInDoubtIsSettled(_ settlement: String, _ status: Int) async throws {
    try await Bench.with("page") { bench in
      var run = RecordedRun([RecordedRun.step("pay", idempotency: .never)], on: bench)
      run.add(.intent(step: StepID("pay"), attempt: 1, token: "token", desired: [:]))
      run.add(.waiting(step: StepID("pay"), .settlement, message: "was it paid?"))
      try await run.save()
      let place = ["--state-dir", run.directory, "-f", "blueprint.yaml"]
      let doubt = try await bench.run(["resume", "0123", "-o", "json"] + place)
      #expect(doubt.status == 75, "\(doubt)")
      #expect(try doubt.json["waiting"]?.list?.first?["for"] == "settlement")
      #expect(doubt.err.contains("blueprint resume --settle 'pay=done|failed|again'"), "\(doubt)")
      let settled = try await bench.run(
        ["resume", "0123", "--settle", "pay=\(settlement)", "-o", "jsonl"] + place)
      #expect(settled.status == status, "\(settled)")
      let stream = try await StreamJudge(settled.out)
      #expect(stream.events("step_settled").first?["as"]?.string == settlement)
    }
  }
}
