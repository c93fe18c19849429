import BlueprintModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct FormatCommandTests {
  private static let untidy = "name: x\nblueprint: 1\nlocals:\n    a:   1   # one\n"
  private static let tidy = "blueprint: 1\nname: x\n\nlocals:\n  a: 1  # one\n"

  private func text(_ bench: Bench, _ name: String = "blueprint.yaml") throws -> String {
    try String(contentsOfFile: "\(bench.project)/\(name)", encoding: .utf8)
  }

  @Test func lookingChangesNothing() async throws {
    try await Bench.with(text: Self.untidy) { bench in
      let check = try await bench.run("fmt", "--check", ends: 2)
      #expect(check.out == "blueprint.yaml\n")
      let diff = try await bench.run("fmt", "--diff", ends: 0)
      #expect(diff.out.hasPrefix("--- a/blueprint.yaml\n+++ b/blueprint.yaml\n@@ -1,4 +1,5 @@\n"))
      #expect(diff.out.contains("\n+  a: 1  # one\n"))
      try await bench.run("fmt", "--check", "--diff", ends: 2)
      #expect(try text(bench) == Self.untidy)
    }
  }

  @Test func modeAndLinkStay() async throws {
    try await Bench.with(text: Self.untidy) { bench in
      let file = "\(bench.project)/blueprint.yaml"
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
      try FileManager.default.createSymbolicLink(
        atPath: "\(bench.project)/link.yaml", withDestinationPath: "blueprint.yaml")
      let done = try await bench.run("fmt", "link.yaml", "-o", "json", ends: 0)
      #expect(try done.json == ["changed": ["link.yaml"]])
      #expect(try text(bench) == Self.tidy)
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      let link = try FileManager.default.destinationOfSymbolicLink(
        atPath: "\(bench.project)/link.yaml")
      #expect(link == "blueprint.yaml")
      #expect(try FileManager.default.contentsOfDirectory(atPath: bench.project).count == 2)
      #expect(try await bench.run("fmt", "--check", ends: 0).out.isEmpty)
    }
  }

  @Test func aFileThatIsNotYAMLDoesNotKeepOthers() async throws {
    try await Bench.with(text: Self.untidy) { bench in
      try bench.write("a: [\n", to: "broken.yaml")
      let ended = try await bench.run("fmt", "broken.yaml", "blueprint.yaml", ends: 4)
      #expect(ended.err.contains("broken.yaml:2:1: error[BP0001]"))
      #expect(ended.out == "blueprint.yaml\n")
      #expect(try text(bench, "broken.yaml") == "a: [\n")
      #expect(try text(bench) == Self.tidy)
    }
  }

  @Test func directoriesAndPipes() async throws {
    try await Bench.with(text: Self.untidy) { bench in
      #expect(try await bench.run("fmt", ".", ends: 0).out == "blueprint.yaml\n")
      let piped = try await bench.run(["fmt", "-"], input: Self.untidy)
      #expect(piped.status == 0)
      #expect(piped.out == Self.tidy)
      #expect(try await bench.run("fmt", "none", ends: 10).err.contains("`none` cannot be read"))
    }
  }
}
