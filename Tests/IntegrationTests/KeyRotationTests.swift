import BlueprintModel
import Foundation
import Testing

/// `blueprint secret rotate`, also if it is killed.
@Suite(.timeLimit(.minutes(5))) struct KeyRotationTests {
  private func key(_ bench: Bench) throws -> String {
    try String(contentsOfFile: "\(bench.state)/key", encoding: .utf8)
  }

  private func expectReadable(_ bench: Bench, _ moment: String) async throws {
    for deployment in ["one", "two"] {
      let list = try await bench.run(["secret", "list", "-o", "json", "-d", deployment])
      #expect(list.status == 0, "\(moment): \(list)")
      let states = try list.json.list?.filter { $0["declared"] == .null }.map { $0["state"] }
      #expect(states == ["set", "set"], "\(moment): \(list)")
    }
  }

  @Test func killedAtAnyMomentItLeavesEverythingReadable() async throws {
    try await Bench.with("page") { bench in
      for deployment in ["one", "two"] {
        for name in ["alpha", "beta"] {
          let set = try await bench.run(
            ["secret", "set", name, "-d", deployment, "--unchecked"], input: "value of \(name)")
          #expect(set.status == 0, "\(set)")
        }
      }
      let before = try key(bench)
      var kills = 0
      for call in ["rename,renameat,renameat2", "fsync,fdatasync", "pwrite64", "ftruncate,unlink"] {
        for number in 1...60 {
          let ended = try await bench.runInShell(
            ["secret", "rotate"], "",
            by: "strace -f -qq -o /dev/null -e trace=\(call) "
              + "-e inject=\(call):signal=KILL:when=\(number)")
          try await expectReadable(bench, "\(call) \(number)")
          if ended.status == 0 { break }
          kills += 1
        }
      }
      #expect(kills > 10, "\(kills)")
      try await bench.run("secret", "rotate", ends: 0)
      #expect(try key(bench).split(separator: "\n").count == 2)
      #expect(try key(bench) != before)
      try await expectReadable(bench, "the end")
    }
  }

  @Test func aRotationChangesNoPlan() async throws {
    try await Bench.with("secret") { bench in
      let one = ["BLUEPRINT_VAR_token": "s3cr3t-alpha-0123456789"]
      try await bench.run("deploy", "--yes", ends: 0, environment: one)
      let rotated = try await bench.run("secret", "rotate", "-o", "json", ends: 0).json
      #expect(rotated["deployments"] == ["secret"] && rotated["dropped"]?.list?.count == 1)
      let plan = try await bench.run("deploy", "--yes", "-o", "json", ends: 0)
      #expect(!plan.out.contains("keeper"), "\(plan)")
      #expect(try await bench.instance("services.keeper").starts == 1)
      let revealed = try await bench.run("outputs", "link", "--reveal", ends: 0)
      #expect(revealed.out.hasPrefix("token:s3cr3t-alpha-0123456789@127."))
    }
  }

  @Test func aSharedKeyFileKeepsItsOldKeys() async throws {
    try await Bench.with("page") { bench in
      let variables = ["BLUEPRINT_KEY_FILE": "\(bench.root)/shared.key"]
      let other = ["--state-dir", "\(bench.root)/other"]
      for place in [[], other] {
        _ = try await bench.run(
          ["secret", "set", "alpha", "--unchecked"] + place, environment: variables, input: "value")
      }
      let rotated = try await bench.run(["secret", "rotate"], environment: variables)
      #expect(rotated.status == 0 && rotated.err.contains("kept: "), "\(rotated)")
      for place in [[], other] {
        let list = try await bench.run(["secret", "list"] + place, environment: variables)
        #expect(list.status == 0 && list.out.contains(" set "), "\(list)")
      }
      let sealed = try await bench.run(
        ["secret", "rotate", "--reseal"] + other, environment: variables)
      #expect(sealed.status == 0, "\(sealed)")
      let dropped = try await bench.run(
        ["secret", "rotate", "--reseal", "--drop-old"], environment: variables)
      #expect(dropped.err.contains("dropped: "), "\(dropped)")
      for place in [[], other] {
        let list = try await bench.run(["secret", "list"] + place, environment: variables)
        #expect(list.status == 0 && list.out.contains(" set "), "\(list)")
      }
      try FileManager.default.copyItem(
        atPath: "\(bench.root)/shared.key", toPath: "\(bench.state)/key")
      let both = try await bench.run("secret", "rotate", "--drop-old", "--keep-old", ends: 64)
      #expect(both.err.contains("exclude"), "\(both)")
    }
  }
}
