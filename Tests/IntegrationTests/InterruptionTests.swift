import Foundation
import Subprocess
import Testing

/// Commands that end in the middle of a run. Whatever ends them, going on finishes the run, and
/// nothing is done twice.
@Suite(.timeLimit(.minutes(2))) struct InterruptionTests {
  /// Deploys, does `act` while the first service installs, and expects the run to be unfinished.
  private func interrupt(
    _ bench: Bench, ends status: Int,
    _ act: @escaping @Sendable (Bench.Running) async throws -> Void
  ) async throws -> Finished {
    let ended = try await bench.during(
      "deploy", "--yes", "--var", "gate=\(bench.root)/gate"
    ) { command in
      try await eventually("installing began") { bench.exists("gate.began") }
      try await act(command)
    }
    #expect(ended.status == status, "\(ended)")
    let runs = try await bench.run("runs", ends: 0)
    #expect(runs.out.contains("unfinished"), "\(runs)")
    let report = try await bench.run("status", "-o", "json", ends: 0).json
    #expect(report["active_run"]?.string != nil)
    return ended
  }

  /// Expects that the run succeeded, with every effect once.
  private func expectFinished(_ bench: Bench) async throws {
    let runs = try await bench.run("runs", "-o", "json", ends: 0).json.list
    #expect(runs?.map { $0["result"] } == ["succeeded"])
    #expect(try String(contentsOfFile: "\(bench.root)/gate.began", encoding: .utf8) == "began\n")
    for service in ["services.first", "services.second"] {
      let instance = try await bench.instance(service)
      #expect(instance.state == "running")
      #expect(instance.starts == 1)
    }
    try await bench.run("resume", ends: 0)
    let idle = try await bench.run("deploy", ends: 0)
    #expect(idle.err.contains("nothing to do"), "\(idle)")
  }

  @Test func resumeGoesOnAfterAKill() async throws {
    try await Bench.with("gated") { bench in
      _ = try await interrupt(bench, ends: 137) { try $0.send(.kill) }
      try bench.open(gate: "gate")
      let resumed = try await bench.run("resume", "-o", "json", ends: 0)
      #expect(try resumed.json["result"] == "succeeded")
      try await expectFinished(bench)
    }
  }

  @Test func theNextDeployGoesOnAfterAKill() async throws {
    try await Bench.with("gated") { bench in
      _ = try await interrupt(bench, ends: 137) { try $0.send(.kill) }
      try bench.open(gate: "gate")
      let next = try await bench.run("deploy", "--yes", ends: 0)
      #expect(next.err.contains("which was left unfinished"), "\(next)")
      #expect(next.err.contains("nothing to do"), "\(next)")
      try await expectFinished(bench)
    }
  }

  @Test func destroyGoesOnAfterAKill() async throws {
    try await Bench.with("gated") { bench in
      _ = try await interrupt(bench, ends: 137) { try $0.send(.kill) }
      try bench.open(gate: "gate")
      try await bench.run("destroy", "--yes", ends: 0)
      #expect(bench.processes.isEmpty)
    }
  }

  @Test(arguments: [(Signal.interrupt, 130), (.terminate, 143), (.terminalClosed, 130)])
  func theFirstSignalLetsRunningStepsEnd(_ signal: Signal, _ status: Int) async throws {
    try await Bench.with("gated") { bench in
      let ended = try await interrupt(bench, ends: status) { command in
        try command.send(signal)
        try await eventually("it takes the signal") { command.err.contains("letting running") }
        try bench.open(gate: "gate")
      }
      #expect(ended.err.contains("blueprint resume"), "\(ended)")
      try await bench.run("resume", ends: 0)
      try await expectFinished(bench)
    }
  }

  @Test func theSecondSignalLeavesAtOnce() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await interrupt(bench, ends: 130) { command in
        try command.send(.interrupt)
        try await eventually("it takes the signal") { command.err.contains("letting running") }
        try command.send(.interrupt)
      }
      #expect(ended.err.contains("blueprint resume"), "\(ended)")
      try bench.open(gate: "gate")
      try await bench.run("resume", ends: 0)
      try await expectFinished(bench)
    }
  }
}
