import BlueprintModel
import Glibc
import Subprocess
import Testing

/// Commands that only look.
@Suite(.timeLimit(.minutes(2))) struct LookTests {
  @Test func everyCommandSpeaksJSON() async throws {
    try await Bench.with("kept") { bench in
      let expected: [([String], [String])] = [
        (["validate"], ["file", "valid", "diagnostics"]),
        (["plan"], ["deployment", "operation", "changes", "steps"]),
        (["deploy", "--yes"], Self.report),
        (["deploy", "--yes"], ["deployment", "operation", "result", "exit_code"]),
        (["resume"], ["deployment", "result", "exit_code"]),
        (["backup", "--yes"], Self.report),
        (["restore", "--yes"], Self.report),
        (["status"], ["deployment", "serial", "revision", "active_run", "instances", "resources"]),
        (["outputs"], []),
        (["destroy", "--yes"], Self.report),
        (["destroy", "--yes"], ["deployment", "operation", "result", "exit_code"]),
      ]
      for (command, keys) in expected {
        let ended = try await bench.run(command + ["-o", "json"])
        #expect(ended.status == 0, "\(ended)")
        let map = try #require(try ended.json.map, "\(ended)")
        for key in keys { #expect(map[key] != nil, "\(key) of \(ended)") }
      }
      for command in ["runs", "backups"] {
        let ended = try await bench.run(command, "-o", "json", ends: 0)
        #expect(try ended.json.list?.isEmpty == false, "\(ended)")
      }
    }
  }

  private static let report = [
    "run", "deployment", "operation", "result", "steps", "elapsed_ms", "changes", "failures",
    "outputs", "exit_code",
  ]

  @Test func mistakesAreJSONToo() async throws {
    try await Bench.with(text: "blueprint: 1\nnme: x\n") { bench in
      let ended = try await bench.run("validate", "-o", "json", ends: 4)
      let json = try ended.json
      #expect(json["valid"] == false)
      #expect(json["diagnostics"]?.list?.first?["code"]?.string?.hasPrefix("BP") == true)
      #expect(!bench.exists("state"))
    }
  }

  @Test func logsShowTheLastLinesAndFollow() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      #expect(try await bench.run("logs", "idle", "-n", "2", ends: 0).out == "two\nthree\n")
      #expect(
        try await bench.run("logs", "services.idle", ends: 0).out == "idle starts\ntwo\nthree\n")
      let log = try bench.machinePath("box", ".blueprint/services/idle/log")
      let followed = try await bench.during("logs", "idle", "--follow") { command in
        try await eventually("the first lines") { command.out.contains("three\n") }
        let file = try #require(fopen(log, "a"))
        fputs("four\n", file)
        fclose(file)
        try await eventually("the next line") { command.out.contains("four\n") }
        try command.send(.interrupt)
      }
      #expect(followed.status == 130, "\(followed)")
      #expect(followed.out == "idle starts\ntwo\nthree\nfour\n")
    }
  }

  @Test func runsNameTheUser() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let runs = try await bench.run("runs", "-o", "json", ends: 0).json
      let name = try #require(runs.list?.first?["created_by"]?.string)
      let expected = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
      #expect(name == expected ?? "uid \(getuid())")
    }
  }
}
