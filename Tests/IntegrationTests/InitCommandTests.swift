import Foundation
import Testing

@Suite(.timeLimit(.minutes(3))) struct InitCommandTests {
  static let templates = ["web", "static", "three-tier", "hooks", "empty"]

  private func withEmptyProject(_ body: (Bench) async throws -> Void) async throws {
    try await Bench.with(text: "") { bench in
      try FileManager.default.removeItem(atPath: "\(bench.project)/blueprint.yaml")
      try await body(bench)
    }
  }

  @Test(arguments: templates) func everyTemplateIsValidAndFormatted(_ template: String) async throws
  {
    try await withEmptyProject { bench in
      let made = try await bench.run(
        "init", "shop", "--template", template, "--name", "my-shop", ends: 0)
      let paths = made.out.split(separator: "\n")
      #expect(paths.contains("shop/blueprint.yaml") && paths.contains("shop/README.md"))
      #expect(paths.allSatisfy { bench.exists("project/\($0)") })
      #expect(made.err.contains("cd shop"))
      let checked = try await bench.run("validate", "-f", "shop", ends: 0)
      #expect(checked.err.isEmpty, "\(checked)")
      try await bench.run("fmt", "--check", "shop", ends: 0)
      let plan = try await bench.run("compile", "-f", "shop", ends: 0)
      #expect(try plan.json["name"] == "my-shop")
    }
  }

  @Test func theListNamesAll() async throws {
    try await withEmptyProject { bench in
      let listed = try await bench.run("init", "--list", ends: 0)
      #expect(Self.templates.allSatisfy { listed.out.contains("\n\($0) ") }, "\(listed)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: bench.project).isEmpty)
    }
  }

  @Test func nothingIsOverwritten() async throws {
    try await Bench.with(text: "mine\n") { bench in
      try FileManager.default.createSymbolicLink(
        atPath: "\(bench.project)/README.md", withDestinationPath: "nowhere")
      let ended = try await bench.run("init", ends: 64)
      #expect(ended.err.contains("`blueprint.yaml`, `README.md`"), "\(ended)")
      let names = try FileManager.default.contentsOfDirectory(atPath: bench.project).sorted()
      #expect(names == ["README.md", "blueprint.yaml"])
      let text = try String(contentsOfFile: "\(bench.project)/blueprint.yaml", encoding: .utf8)
      #expect(text == "mine\n")
    }
  }

  @Test func namesAreCheckedOrMade() async throws {
    try await withEmptyProject { bench in
      try await bench.run("init", "--name", "Shop", ends: 64)
      try await bench.run("init", "--template", "none", ends: 64)
      try await bench.run("init", "2. My Shop!", "--template", "empty", ends: 0)
      let made = try await bench.run("compile", "-f", "2. My Shop!", ends: 0)
      #expect(try made.json["name"] == "my-shop")
      try bench.write("x", to: "file")
      let ended = try await bench.run("init", "file/below", ends: 1)
      #expect(ended.err.contains("cannot be written: Not a directory"), "\(ended)")
    }
  }

  @Test(arguments: ["web", "static", "three-tier", "hooks"])
  func whatIsMadeDeploys(_ template: String) async throws {
    try await withEmptyProject { bench in
      try await bench.run("init", "--template", template, ends: 0)
      try await bench.run("deploy", "--yes", ends: 0)
      let outputs = try await bench.run("outputs", ends: 0)
      #expect(outputs.out.contains(" = "), "\(outputs)")
      let again = try await bench.run("plan", "--detailed-exitcode", ends: 0)
      #expect(again.out.contains("nothing to do"), "\(again)")
    }
  }
}
