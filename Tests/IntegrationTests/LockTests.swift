import BlueprintModel
import Foundation
import Testing

/// `blueprint lock`, between processes that are really there.
@Suite(.timeLimit(.minutes(2))) struct LockTests {
  private func lock(_ bench: Bench) async throws -> Value {
    try await bench.run("lock", "status", "-o", "json", ends: 0).json
  }

  @Test func theHolderIsNamedAndShutOut() async throws {
    try await Bench.with("gated") { bench in
      let gate = "gate=\(bench.root)/gate"
      let ended = try await bench.during(
        "deploy", "--yes", "--var", gate, environment: ["USER": "ada"]
      ) { command in
        try await eventually("installing began") { bench.exists("gate.began") }
        let status = try await lock(bench)
        #expect(status["locked"] == true && status["operation"]?["kind"] == "deploy")
        #expect(status["holder"]?["label"] == "ada: blueprint deploy")
        #expect(status["holder"]?["state"] == "alive" && status["term"] == 1)
        #expect(status["since_ms"]?.integer != nil)
        let text = try await bench.run("lock", "status", ends: 0)
        #expect(text.out.contains("holder is   alive"), "\(text)")

        let refused = try await bench.run("lock", "release", "--yes", ends: 7)
        #expect(refused.err.contains("error[BP0810]"), "\(refused)")
        let unasked = try await bench.run("lock", "release", "--force", ends: 64)
        #expect(unasked.err.contains("error[BP0934]"), "\(unasked)")
        #expect(try await lock(bench)["term"] == 1)
        let declined = try await bench.runOnTerminal(["lock", "release", "--force"], input: "n\n")
        #expect(
          declined.status == 8 && declined.out.contains("ada: blueprint deploy"), "\(declined)")

        let taken = try await bench.run(
          "lock", "release", "--yes", "--force", "-o", "json", ends: 0)
        #expect(try taken.json["result"] == "released" && taken.json["term"] == 2)
        #expect(try await lock(bench)["locked"] == false)
        // The old holder ends by itself, though what it waits for has not come.
        try await eventually("it is shut out") { command.err.contains("took the run over") }
      }
      #expect(ended.status == 11, "\(ended)")
      try bench.open(gate: "gate")
      let resumed = try await bench.run("resume", "-o", "json", ends: 0)
      #expect(try resumed.json["result"] == "succeeded")
      #expect(try String(contentsOfFile: "\(bench.root)/gate.began", encoding: .utf8) == "began\n")
      let idle = try await bench.run("lock", "release", "--yes", ends: 0)
      #expect(idle.err.contains("is not locked"), "\(idle)")
    }
  }

  /// Makes it look as if the holder ran on another machine.
  private static func movesHolder(_ bench: Bench) -> String {
    """
    python3 -c '
    import json, sqlite3
    store = sqlite3.connect("\(bench.state)/state.db")
    number, holder = store.execute("select number, holder from runs").fetchone()
    holder = json.dumps({**json.loads(holder), "host": "elsewhere"})
    store.execute("update runs set holder = ?, expiry = 9999999999999", (holder,))
    store.commit()'
    """
  }

  @Test func theLockOfADeadProcessIsTakenWithoutForce() async throws {
    try await Bench.with("gated") { bench in
      let gate = "gate=\(bench.root)/gate"
      _ = try await bench.during("deploy", "--yes", "--var", gate) { command in
        try await eventually("installing began") { bench.exists("gate.began") }
        try command.send(.kill)
      }
      let status = try await lock(bench)
      #expect(status["locked"] == true && status["holder"]?["state"] == "dead")
      // Whether a process of another machine lives is not known here.
      let elsewhere = try await bench.runInShell(
        ["lock", "status", "-o", "json"], "", after: Self.movesHolder(bench))
      #expect(try elsewhere.json["holder"]?["host"] == "elsewhere", "\(elsewhere)")
      #expect(try elsewhere.json["holder"]?["state"] == "unknown")
      let locked = try await bench.run("resume", ends: 11)
      #expect(locked.err.contains("on elsewhere"), "\(locked)")
      try await bench.run("lock", "release", "--yes", ends: 0)
      let text = try await bench.run("lock", "status", ends: 0)
      #expect(
        text.out.contains("is not locked") && text.out.contains("blueprint resume"), "\(text)")
      try bench.open(gate: "gate")
      try await bench.run("resume", ends: 0)
    }
  }
}
