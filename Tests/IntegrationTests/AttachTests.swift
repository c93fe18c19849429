import BlueprintModel
import Foundation
import Subprocess
import Testing

/// Runs that are watched and steered from other processes than the one that drives them.
@Suite(.timeLimit(.minutes(2))) struct AttachTests {
  private func deploy(
    _ bench: Bench, _ act: @escaping @Sendable (Bench.Running) async throws -> Void
  ) async throws -> Finished {
    try await bench.during("deploy", "--yes", "--var", "gate=\(bench.root)/gate") { command in
      try await eventually("installing began") { bench.exists("gate.began") }
      try await act(command)
    }
  }

  @Test func aRunIsWatchedFromAnotherProcess() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await deploy(bench) { _ in
        let list = try await bench.run("runs", ends: 0)
        #expect(list.out.contains("running ("), "\(list)")
        let attached = try await bench.during("attach", "-o", "jsonl") { viewer in
          try await eventually("the viewer is there") { viewer.takes(SIGINT) }
          try bench.open(gate: "gate")
        }
        #expect(attached.status == 0, "\(attached)")
        let stream = try await StreamJudge(attached.out)
        #expect(stream.types.last == "run_finished" && stream.summary["result"] == "succeeded")
        #expect(attached.err.contains("✓ deploy gated: done"), "\(attached)")
      }
      #expect(ended.status == 0, "\(ended)")
    }
  }

  @Test func leavingTheViewerLeavesTheRun() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await deploy(bench) { _ in
        let attached = try await bench.during("attach") { viewer in
          // The viewer says nothing until something happens: leave once it takes signals.
          try await eventually("the viewer takes signals") { viewer.takes(SIGINT) }
          try viewer.send(.interrupt)
        }
        #expect(attached.status == 130, "\(attached)")
        #expect(attached.err.contains("left the viewer; the run goes on"), "\(attached)")
        try bench.open(gate: "gate")
      }
      #expect(ended.status == 0, "\(ended)")
    }
  }

  @Test func eventsAreFollowedToTheEnd() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await deploy(bench) { _ in
        let followed = try await bench.during("events", "--follow", "-o", "jsonl") { reader in
          try await eventually("it has read what there is") { reader.out.contains("step_started") }
          #expect(!reader.out.contains("run_finished"))
          try bench.open(gate: "gate")
        }
        #expect(followed.status == 0, "\(followed)")
        let stream = try await StreamJudge(followed.out)
        #expect(stream.types.first == "run_created" && stream.types.last == "run_finished")
      }
      #expect(ended.status == 0, "\(ended)")
    }
  }

  @Test func aRunGoesOnInTheBackground() async throws {
    try await Bench.with("gated") { bench in
      let started = try await bench.run(
        "deploy", "--yes", "--detach", "--var", "gate=\(bench.root)/gate", ends: 0)
      let run = started.out.split(separator: "\n").last.map(String.init) ?? ""
      #expect(run.hasPrefix("run-") && run.count == 16, "\(started)")
      try await eventually("installing began") { bench.exists("gate.began") }
      let locked = try await bench.run("deploy", "--yes", ends: 11)
      #expect(locked.err.contains("BP0802"), "\(locked)")
      let attached = try await bench.during("attach", run) { _ in try bench.open(gate: "gate") }
      #expect(attached.status == 0, "\(attached)")
      let shown = try await bench.run("runs", "show", run, "-o", "json", ends: 0)
      #expect(try shown.json["result"] == "succeeded")
      #expect(bench.exists("state/logs/\(run).log"))
    }
  }

  @Test func nothingIsAskedOfWhatIsNotThere() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      for command in ["promote", "pause", "cancel", "attach"] {
        let refused = try await bench.run([command])
        #expect(refused.status == 10 && refused.err.contains("BP0962"), "\(refused)")
      }
      let wrong = try await bench.run("promote", "--reject", ends: 64)
      #expect(wrong.err.contains("--reason"), "\(wrong)")
      try await bench.run("resume", "--settle", "x=maybe", ends: 64)
      try await bench.run("deploy", "--yes", "--deadline", "soon", ends: 64)
      try await bench.run("deploy", "--yes", "--on-error", "hope", ends: 64)
    }
  }

  @Test func whatIsAskedOfADrivenRunIsFiled() async throws {
    try await Bench.with("gated") { bench in
      let ended = try await deploy(bench) { _ in
        let paused = try await bench.run("pause", "-o", "json", ends: 0)
        #expect(try paused.json["request"]?.integer == 1)
        #expect(paused.err.contains("pause: asked of `"), "\(paused)")
        let nothing = try await bench.run("promote", ends: 10)
        #expect(nothing.err.contains("BP0963"), "\(nothing)")
        try await bench.run("resume", "--settle", "services.first/install=done", ends: 10)
        try bench.open(gate: "gate")
      }
      // Whether the driver takes it up is the engine's affair.
      #expect(ended.status == 0 || ended.status == 75, "\(ended)")
      if ended.status == 75 { try await bench.run("resume", ends: 0) }
    }
  }
}
