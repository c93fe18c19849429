import BlueprintModel
import Foundation
import Testing

/// `validate` as a user and a pipeline call it.
@Suite(.timeLimit(.minutes(2))) struct ValidateTests {
  private static let good = "blueprint: 1\nname: good\n"
  private static let bad = """
    blueprint: 1
    name: bad
    targets: {main: {provider: locl}}
    machines: {web: {target: man, memory: 4GB}}
    profiles: {big: {machines: {web: {count: many}}}}

    """

  private func makeProject(_ bench: Bench) throws {
    for name in ["a", "b/c", ".hidden"] {
      try FileManager.default.createDirectory(
        atPath: "\(bench.project)/\(name)", withIntermediateDirectories: true)
    }
    try bench.write(Self.good, to: "a/blueprint.yaml")
    try bench.write(Self.bad, to: "b/c/blueprint.yaml")
    try bench.write(Self.bad, to: ".hidden/blueprint.yaml")
    try bench.write(Self.bad, to: "b/other.yaml")
  }

  @Test func directoriesStandForAllBelowThem() async throws {
    try await Bench.with(text: Self.good) { bench in
      try makeProject(bench)
      let ended = try await bench.run("validate", ".", ends: 4)
      #expect(
        ended.out == """
          a/blueprint.yaml: valid
          b/c/blueprint.yaml: 3 errors
          blueprint.yaml: valid
          3 blueprints: 2 valid, 1 invalid; 3 errors, 0 warnings

          """)
      #expect(ended.err.contains("b/c/blueprint.yaml:3:28: error[BP0601]"))
      let both = try await bench.run("validate", "a", "b/other.yaml", "-o", "json", ends: 4).json
      #expect(both["valid"] == false && both["errors"] == 3)
      #expect(both["files"]?.list?.map { $0["valid"] } == [true, false])
      #expect(both["diagnostics"]?.list?.count == 3)
      let lines = try await bench.run("validate", ".", "-o", "jsonl", ends: 4).out
        .split(separator: "\n").map { try Value(jsonText: String($0)) }
      #expect(lines.map { $0["valid"] } == [true, false, true])
    }
  }

  @Test func whatIsNotThereIsSaid() async throws {
    try await Bench.with(text: Self.good) { bench in
      try makeProject(bench)
      try await bench.run("validate", "nothing.yaml", ends: 10)
      try await bench.run("validate", ".hidden/x", ends: 10)
      let ended = try await bench.run("validate", "nothing.yaml", "a", ends: 4)
      #expect(ended.out.contains("nothing.yaml: 1 error\na/blueprint.yaml: valid\n"))
      try await bench.run("validate", "--diff", ends: 64)
      try await bench.run("validate", "--all-profiles", "-p", "x", ends: 64)
    }
  }

  @Test func standardInputIsABlueprintToo() async throws {
    try await Bench.with(text: Self.good) { bench in
      let ended = try await bench.run(["validate", "-"], input: Self.bad)
      #expect(ended.status == 4 && ended.err.contains("<stdin>:3:28: error[BP0601]"))
      let good = try await bench.run(["validate", "-", "-o", "json"], input: Self.good)
      #expect(try good.status == 0 && good.json["file"] == "<stdin>")
      let fix = try await bench.run(["validate", "-", "--fix"], input: Self.bad)
      #expect(fix.status != 0 && fix.err.contains("BP0947"))
      let diff = try await bench.run(["validate", "-", "--fix", "--diff"], input: Self.bad)
      #expect(diff.out.contains("+targets: {main: {provider: local}}\n"))
    }
  }

  @Test func profilesAreCheckedInTurn() async throws {
    try await Bench.with(text: Self.bad) { bench in
      let plain = try await bench.run("validate", "-o", "json", ends: 4).json
      #expect(plain["errors"] == 3)
      let all = try await bench.run("validate", "--all-profiles", ends: 4)
      #expect(all.out == "blueprint.yaml: 4 errors\n")
      #expect(all.err.components(separatedBy: "the profile `big`").count == 2)
    }
  }

  @Test func fixesWhatIsSure() async throws {
    try await Bench.with(text: "\u{feff}" + Self.bad.replacing("\n", with: "\r\n")) { bench in
      let path = "\(bench.project)/blueprint.yaml"
      let before = try Data(contentsOf: URL(filePath: path))
      let shown = try await bench.run("validate", "--fix", "--diff", ends: 4)
      #expect(shown.out.contains("-targets: {main: {provider: locl}}"))
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
      let ended = try await bench.run("validate", "--fix", ends: 4)
      #expect(ended.err.contains("fixed blueprint.yaml:3:28: write `local`\n"))
      #expect(ended.out == "blueprint.yaml: 1 error\n")
      let after = try Data(contentsOf: URL(filePath: path))
      let wanted = String(decoding: before, as: UTF8.self)
        .replacing("locl", with: "local").replacing("target: man", with: "target: main")
      #expect(String(decoding: after, as: UTF8.self) == wanted)
      let again = try await bench.run("validate", "--fix", "-o", "json", ends: 4).json
      #expect(again["files"]?.list?.first?["fixed"] == nil)
    }
  }

  @Test func reportsAreWrittenByEveryCommandThatCompiles() async throws {
    try await Bench.with(text: Self.bad) { bench in
      let forms = "sarif=s.sarif,junit=j.xml,md=m.md,github"
      for command in ["validate", "plan"] {
        let ended = try await bench.run(command, "--report", forms, ends: 4)
        #expect(ended.out.contains("::error file=blueprint.yaml,line=3,"), "\(ended)")
        let sarif = try String(contentsOfFile: "\(bench.project)/s.sarif", encoding: .utf8)
        #expect(try Value(jsonText: sarif)["runs"]?.list?.first?["results"]?.list?.count == 3)
        for name in ["s.sarif", "j.xml", "m.md"] {
          try FileManager.default.removeItem(atPath: "\(bench.project)/\(name)")
        }
      }
      try await bench.run("validate", "--report", "sarif", ends: 64)
      try await bench.run("validate", "--report", "pdf=x", ends: 64)
      let ended = try await bench.run("plan", "--report", "md=/nowhere/x", ends: 4)
      #expect(ended.err.contains("BP0946") && ended.err.contains("BP0601"))
    }
  }
}
