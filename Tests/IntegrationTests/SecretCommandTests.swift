import BlueprintModel
import Foundation
import Testing

/// `blueprint secret set`, `list` and `unset`.
@Suite(.timeLimit(.minutes(2))) struct SecretCommandTests {
  private static let blueprint = """
    blueprint: 1
    name: keeper
    inputs:
      token: {type: string, secret: true, min_length: 6}
      pin: {type: integer, secret: true, minimum: 1000, default: 4711}
      open: {type: string, default: x}
    targets: {main: {provider: local}}
    machines: {box: {target: main}}
    services:
      keeper:
        on: box
        env: {TOKEN: "${inputs.token}", PIN: "${inputs.pin}"}
        run: |
          echo "I have $TOKEN"
          printf %s "$TOKEN/$PIN" > got.txt
          exec sleep 1000005
        health: {run: test -e got.txt, interval: 50ms}
    """

  private func got(_ bench: Bench) throws -> String {
    try bench.machineFile("box", "services/keeper/got.txt")
  }

  @Test func aSecretThatWasSetAheadIsFoundByTheDeploy() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      let set = try await bench.run(["secret", "set", "token"], input: "value-one\n")
      #expect(set.status == 0 && set.err.contains("`token` of keeper: set"), "\(set)")
      let pin = try await bench.run(["secret", "set", "pin", "-o", "json"], input: "8008")
      #expect(try pin.json["result"] == "set")
      let listed = try await bench.run("secret", "list", ends: 0)
      #expect(listed.out.contains("standard input") && listed.out.contains("blueprint.yaml:4"))
      #expect(!listed.all.contains("value-one") && !listed.all.contains("8008"), "\(listed)")
      // Also commands that only look know it.
      try await bench.run("compile", "--emit", "application", ends: 0)
      try await bench.run("deploy", "--yes", ends: 0)
      #expect(try got(bench) == "value-one/8008")
      // A new value is a change of the next deploy, and the old one stays out of logs.
      try await bench.run(
        "secret", "set", "token", "--from", "env:NEXT", ends: 0,
        environment: ["NEXT": "value-two"])
      let plan = try await bench.run("plan", "--detailed-exitcode", ends: 2)
      #expect(!plan.all.contains("value-"), "\(plan)")
      try await bench.run("deploy", "--yes", ends: 0)
      #expect(try got(bench) == "value-two/8008")
      let logs = try await bench.run("logs", "keeper", ends: 0)
      #expect(logs.out.contains("I have •••") && !logs.out.contains("value-"), "\(logs)")
      // Without it, the next deploy has to be given one.
      try await bench.run("secret", "unset", "token", ends: 0)
      let missing = try await bench.run("deploy", "--yes", ends: 4)
      #expect(missing.err.contains("error[BP0303]"), "\(missing)")
      let gone = try await bench.run("secret", "unset", "token", ends: 10)
      #expect(gone.err.contains("error[BP0727]") && gone.err.contains("`pin`"), "\(gone)")
      let row = try await bench.run("secret", "list", "-o", "json", ends: 0).json.list?.last
      #expect(row?["name"] == "token" && row?["state"] == "missing" && row?["earlier_values"] == 2)
    }
  }

  @Test func withoutABlueprintTheTypeIsToldByTheDeploy() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      let elsewhere = ["-C", bench.root, "-d", "keeper"]
      _ = try await bench.run(["secret", "set", "pin"] + elsewhere, input: "9009\n")
      _ = try await bench.run(["secret", "set", "token"] + elsewhere, input: "short")
      let refused = try await bench.run("deploy", "--yes", ends: 4)
      #expect(
        refused.err.contains("error[BP0305]") && !refused.err.contains("short\n"), "\(refused)")
      _ = try await bench.run(["secret", "set", "token"] + elsewhere, input: "long enough")
      try await bench.run("deploy", "--yes", ends: 0)
      #expect(try got(bench) == "long enough/9009")
    }
  }

  @Test func theValueComesFromManyPlaces() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      try bench.write("from a file\nof two lines\n", to: "value.txt")
      let age = try await bench.runInShell(
        ["version"], ">/dev/null",
        after: "age-keygen -o id.txt && printf 'from-age\\n' | age -e -i id.txt -o value.age")
      try #require(bench.exists("project/value.age"), "\(age)")
      let cases: [([String], [String: String], String)] = [
        (["--from", "file:value.txt"], [:], "from a file\nof two lines"),
        (["--from", "file:value.txt", "--keep-line-end"], [:], "from a file\nof two lines\n"),
        (["--from", "command:printf 'from %s' command"], [:], "from command"),
        (["--from", "age:value.age", "--identity", "id.txt"], [:], "from-age"),
        (["--from", "age:value.age"], ["BLUEPRINT_AGE_IDENTITY": "id.txt"], "from-age"),
      ]
      for (arguments, variables, value) in cases {
        let set = try await bench.run(
          ["secret", "set", "token"] + arguments, environment: variables)
        #expect(set.status == 0, "\(set)")
        try await bench.run("deploy", "--yes", ends: 0)
        #expect(try got(bench) == "\(value)/4711")
      }
    }
  }

  @Test func whatCannotBeASecretIsRefused() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      try bench.write("no age file", to: "value.age")
      try bench.write("no identity", to: "id.txt")
      let cases: [([String], String, Int, String)] = [
        (["token", "--from", "env:NO_SUCH"], "", 12, "BP0721"),
        (["token", "--from", "file:no-such"], "", 12, "BP0721"),
        (["token", "--from", "command:echo out; exit 3"], "", 12, "BP0721"),
        (["token", "--from", "age:value.age"], "", 12, "BP0722"),
        (["token", "--from", "age:value.age", "--identity", "id.txt"], "", 12, "BP0722"),
        (["token", "--from", "age:no-such", "--identity", "id.txt"], "", 12, "BP0722"),
        (["token", "--from", "plain-value"], "", 64, "BP0726"),
        (["token=plain-value"], "", 64, "BP0725"),
        (["token"], "", 12, "BP0723"), (["token"], "\n", 12, "BP0723"),
        (["token"], "nul\u{0}nul", 12, "BP0723"), (["token"], "short", 4, "BP0305"),
        (["pin"], "no number", 4, "BP0304"), (["tokne"], "value-one", 4, "BP0201"),
        (["open"], "value-one", 4, "BP0720"),
      ]
      for (arguments, input, status, code) in cases {
        let refused = try await bench.run(["secret", "set"] + arguments, input: input)
        #expect(refused.status == status, "\(refused)")
        #expect(refused.err.contains("error[\(code)]"), "\(refused)")
        #expect(refused.err.contains("help:") || code.hasPrefix("BP03"), "\(refused)")
      }
      let list = try await bench.run("secret", "list", "-o", "json", ends: 0).json.list
      #expect(list?.map { $0["state"] } == ["missing", "missing"])
    }
  }

  @Test func aPersonIsAskedTwiceAndSeesNothing() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      let prompts = ["token: ", "token, once more: "]
      let set = try await bench.answer(
        prompts, with: ["typed-value", "typed-value"], ["secret", "set", "token"])
      #expect(set.status == 0 && set.out.contains("once more"), "\(set)")
      #expect(!set.out.contains("typed-value"), "\(set)")
      #expect(set.err == "shown")
      let left = try await bench.answer([prompts[0]], with: ["\u{3}"], ["secret", "set", "token"])
      #expect(left.status == 130 && left.err == "shown", "\(left)")
      let differ = try await bench.answer(
        prompts, with: ["typed-value", "other-value"], ["secret", "set", "token"])
      #expect(differ.status == 12 && differ.out.contains("BP0724"), "\(differ)")
      try await bench.run("deploy", "--yes", ends: 0)
      #expect(try got(bench) == "typed-value/4711")
    }
  }

  @Test func aKeyThatOthersCanReadIsRefused() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      let key = "\(bench.root)/keys/key"
      let variables = ["BLUEPRINT_KEY_FILE": key]
      _ = try await bench.run(
        ["secret", "set", "token"], environment: variables, input: "value-one")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: key)
      for command in [["secret", "list"], ["deploy", "--yes"], ["secret", "rotate"]] {
        let refused = try await bench.run(command, environment: variables)
        #expect(refused.status == 12 && refused.err.contains("error[BP0714]"), "\(refused)")
        #expect(refused.err.contains("chmod 600 \(key)"), "\(refused)")
      }
      let other = try await bench.run("deploy", "--yes", ends: 12)
      #expect(other.err.contains("error[BP0713]"), "\(other)")
      try FileManager.default.moveItem(atPath: key, toPath: "\(bench.state)/key")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: "\(bench.state)/key")
      try await bench.run("secret", "list", ends: 0)
    }
  }
}
