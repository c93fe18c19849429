import BlueprintModel
import Testing

/// How failures before a run, and results that do not arrive, are told to programs.
@Suite(.timeLimit(.minutes(2))) struct FailureTests {
  private static let bad = "blueprint: 1\nname: bad\nmachnes: {}\n"
  private static let commands: [[String]] = [
    ["plan"], ["deploy", "--yes"], ["scale", "--yes", "web=1"], ["upgrade", "--yes"],
    ["backup", "--yes"], ["restore", "--yes"], ["destroy", "--yes"], ["status"], ["outputs"],
    ["logs", "web[0]"], ["runs"], ["runs", "show"], ["resume"], ["backups"], ["history"],
    ["events"], ["attach"], ["promote"], ["pause"], ["cancel"],
  ]

  @Test(arguments: commands) func oneObjectTellsWhy(_ command: [String]) async throws {
    try await Bench.with(text: Self.bad) { bench in
      let ended = try await bench.run(command + ["-o", "json"])
      #expect(ended.status == 4 || ended.status == 10, "\(ended)")
      let error = try #require(try ended.json["error"], "\(ended)")
      #expect(error["exit_code"]?.integer == ended.status)
      #expect(error["kind"] == (ended.status == 4 ? "invalid" : "not_found"))
      let diagnostics = try ended.json["diagnostics"]?.list
      #expect(diagnostics?.first?["code"] == error["code"] && error["message"]?.string != nil)
      #expect(ended.out.split(separator: "\n").count == 1)
      let missing = try await bench.run(command + ["-o", "json", "-f", "none.yaml"])
      #expect(try missing.json["error"]?["code"]?.string == "BP0920", "\(missing)")
    }
  }

  @Test func aWrongCommandLineToo() async throws {
    try await Bench.with(text: Self.bad) { bench in
      for form in [["-o", "json"], ["-ojson"], ["--output=json"]] {
        let ended = try await bench.run(["plan", "--nonsense"] + form)
        #expect(ended.status == 64)
        #expect(try ended.json["error"]?["kind"] == "usage", "\(ended)")
      }
      #expect(try await bench.run("plan", "--nonsense", ends: 64).out.isEmpty)
      let lines = try await bench.run("status", "-o", "jsonl", ends: 64)
      #expect(lines.err.contains("BP0948"))
    }
  }

  @Test func aRefusalToAskIsTold() async throws {
    let text =
      "blueprint: 1\nname: d\ntargets: {m: {provider: local}}\nmachines: {w: {target: m}}\n"
    try await Bench.with(text: text) { bench in
      let ended = try await bench.run("deploy", "-o", "json", ends: 64)
      #expect(try ended.json["error"]?["code"] == "BP0934", "\(ended)")
    }
  }

  @Test(arguments: [["version"], ["--help"], ["explain", "BP0101"], ["validate"]])
  func aFullDiskIsNoSuccess(_ command: [String]) async throws {
    try await Bench.with(text: "blueprint: 1\nname: good\n") { bench in
      let ended = try await bench.runInShell(command, "> /dev/full")
      #expect(ended.status == 74, "\(ended)")
      #expect(ended.err.contains("error[BP0945]: standard output cannot be written: No space left"))
      let closed = try await bench.runInShell(command, ">&-")
      #expect(closed.status == 74, "\(closed)")
    }
  }

  @Test func aReaderThatWentAwayIsNoSuccess() async throws {
    try await Bench.with(text: "blueprint: 1\nname: good\n") { bench in
      let ended = try await bench.runInShell(
        ["explain", "BP0101"], ">&3", after: "exec 3> >(exec true); wait $!")
      #expect(ended.status == 141, "\(ended)")
      #expect(ended.err.isEmpty)
    }
  }
}
