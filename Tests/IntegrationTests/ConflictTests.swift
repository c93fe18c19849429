import Foundation
import Testing

/// Commands that come at the wrong time, or that nobody agreed to.
@Suite(.timeLimit(.minutes(2))) struct ConflictTests {
  @Test func aSavedPlanIsCarriedOutOnceAndThenStale() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("plan", "--out", "first.plan", ends: 0)
      try await bench.run("deploy", "first.plan", ends: 0)
      #expect(try await bench.run("outputs", "whom", ends: 0).out == "world\n")
      try await bench.run("plan", "--out", "next.plan", "--var", "whom=moon", ends: 0)
      try await bench.run("deploy", "--yes", "--var", "whom=sun", ends: 0)
      let before = try await bench.snapshot()
      for plan in ["first.plan", "next.plan"] {
        let ended = try await bench.run("deploy", plan, ends: 13)
        #expect(ended.err.contains("error[BP0801]: the plan is stale"), "\(ended)")
      }
      let after = try await bench.snapshot()
      #expect(after == before)
    }
  }

  @Test func aSavedPlanFindsTheStateBesideADirectoryNamedAsTheBlueprint() async throws {
    try await Bench.with("page") { bench in
      let state = ["--state-dir", "\(bench.state)"]
      try await bench.run("plan", "-f", ".", "--out", "p.plan", ends: 0)
      let ended = try await bench.run(
        ["deploy", "p.plan", "-f", bench.project] + state, environment: [:])
      #expect(ended.status == 0, "\(ended)")
      #expect(!bench.exists("project/.blueprint"))
    }
  }

  @Test func aLockedDeploymentNamesItsHolder() async throws {
    try await Bench.with("gated") { bench in
      let gate = "gate=\(bench.root)/gate"
      let ended = try await bench.during("deploy", "--yes", "--var", gate) { _ in
        try await eventually("installing began") { bench.exists("gate.began") }
        for command in [["deploy", "--yes", "--var", gate], ["destroy", "--yes"], ["resume"]] {
          let refused = try await bench.run(command, environment: ["USER": "eve"])
          #expect(refused.status == 11, "\(refused)")
          #expect(refused.err.contains("error[BP0802]: the deployment is locked by"), "\(refused)")
          #expect(refused.err.contains("blueprint deploy"), "\(refused)")
        }
        let runs = try await bench.run("runs", ends: 0)
        #expect(runs.out.contains("running ("), "\(runs)")
        let waiting = try await bench.during(
          "deploy", "--yes", "--var", gate, "--lock-timeout", "60s"
        ) { command in
          try await eventually("it waits") { command.err.contains("waiting for") }
          try bench.open(gate: "gate")
        }
        #expect(waiting.status == 0, "\(waiting)")
        #expect(waiting.err.contains("nothing to do"), "\(waiting)")
      }
      #expect(ended.status == 0, "\(ended)")
    }
  }

  @Test func withoutATerminalNothingIsDoneUnasked() async throws {
    try await Bench.with("page") { bench in
      let ended = try await bench.run("deploy", ends: 64)
      #expect(ended.err.contains("error[BP0934]"), "\(ended)")
      #expect(ended.err.contains("+ services.page[0]"), "\(ended)")
      #expect(bench.processes.isEmpty)
    }
  }

  @Test func aProtectedMachineStays() async throws {
    try await Bench.with("protected") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let before = try await bench.snapshot()
      try bench.edit("  box: {target: main, protect: true}\n", "")
      try bench.edit("on: box", "on: spare")
      let refused = try await bench.run("deploy", "--yes", ends: 7)
      #expect(refused.err.contains("machines.box"), "\(refused)")
      try bench.edit("  spare:", "  box: {target: main, protect: true}\n  spare:")
      try bench.edit("on: spare", "on: box")
      let after = try await bench.snapshot()
      #expect(after == before)
      try await bench.run("destroy", "--yes", ends: 0)
      let left = try await bench.run("status", "-o", "json", ends: 0).json
      #expect(left["resources"] == ["machines.box"])
      #expect(bench.processes.isEmpty)
    }
  }
}
