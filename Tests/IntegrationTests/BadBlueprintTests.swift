import Testing

/// A mistake in a blueprint: where it is said to be, with which code and words.
struct BadBlueprint: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let expected: String
  var arguments: [String] = []

  var testDescription: String { name }

  private static let head = "blueprint: 1\nname: bad\ntargets:\n  main: {provider: local}\n"
  private static let box = head + "machines:\n  box: {target: main}\n"

  private init(_ name: String, _ text: String, says expected: String, arguments: [String] = []) {
    self.name = name
    self.text = text
    self.expected = expected
    self.arguments = arguments
  }

  static let all: [BadBlueprint] = [
    BadBlueprint(
      "broken YAML", head + "machines: [box\nservices:\n",
      says: "blueprint.yaml:6:9: error[BP0001]"),
    BadBlueprint(
      "unknown key", head + "machnes:\n  box: {target: main}\n",
      says: "blueprint.yaml:5:1: error[BP0101]"),
    BadBlueprint(
      "wrong type", head + "machines:\n  box: {target: main, count: many}\n",
      says: "blueprint.yaml:6:30: error[BP0306]"),
    BadBlueprint(
      "missing input", box + "inputs:\n  size: {type: integer}\n",
      says: "blueprint.yaml:8:3: error[BP0303]"),
    BadBlueprint(
      "reference to nothing", box + "outputs:\n  url: {value: \"${services.web.dir}\"}\n",
      says: "blueprint.yaml:8:28: error[BP0204]"),
    BadBlueprint(
      "dependency cycle",
      box + "services:\n  a: {on: box, needs: [b], run: sleep 9}\n"
        + "  b: {on: box, needs: [a], run: sleep 9}\n",
      says: "error[BP0401]"),
    BadBlueprint(
      "duplicate keys", box + "machines:\n  other: {target: main}\n",
      says: "blueprint.yaml:7:1: error[BP0004]"),
    BadBlueprint("no such profile", box, says: "error[BP0113]", arguments: ["-p", "none"]),
    BadBlueprint(
      "unknown input", box, says: "error[BP0201]", arguments: ["--var", "nothing=1"]),
  ]
}

@Suite(.timeLimit(.minutes(2))) struct BadBlueprintTests {
  @Test(arguments: BadBlueprint.all) func changesNothing(_ bad: BadBlueprint) async throws {
    try await Bench.with(text: bad.text) { bench in
      for command in ["deploy", "plan"] {
        let yes = command == "deploy" ? ["--yes"] : []
        let ended = try await bench.run(
          [command] + yes + bad.arguments, environment: ["CI": "true"])
        #expect(ended.status == 4, "\(ended)")
        #expect(ended.err.contains(bad.expected), "\(ended)")
        #expect(ended.out.isEmpty, "\(ended)")
      }
      #expect(!bench.exists("state"))
    }
  }

  @Test(arguments: BadBlueprint.all) func leavesADeploymentAlone(_ bad: BadBlueprint) async throws {
    let good = "blueprint: 1\nname: bad\ntargets: {main: {provider: local}}\nmachines: {}\n"
    try await Bench.with(text: good) { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let before = try await bench.snapshot()
      try bench.write(bad.text)
      let ended = try await bench.run(["deploy", "--yes"] + bad.arguments)
      #expect(ended.status == 4, "\(ended)")
      try bench.write(good)
      let after = try await bench.snapshot()
      #expect(after == before)
    }
  }
}
