import BlueprintModel
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct DrawingCommandTests {
  @Test func formsGoToStandardOutputOrAFile() async throws {
    try await Bench.with("page") { bench in
      let application = try await bench.run("compile", ends: 0)
      #expect(try application.json["name"] == "page")
      #expect(!bench.exists("state"), "looking makes no state directory")
      for form in ["svg", "dot", "mermaid"] {
        let ended = try await bench.run("compile", "--emit", form, ends: 0)
        #expect(ended.out.contains("idle"), "\(ended)")
        let quiet = try await bench.run("compile", "--emit", form, "--to", "out", ends: 0)
        #expect(quiet.out.isEmpty)
        let written = try String(contentsOfFile: "\(bench.project)/out", encoding: .utf8)
        #expect(written == ended.out)
      }
      try await bench.run("compile", "--emit", "svg", "--to", "blueprint.yaml", ends: 64)
      try await bench.run("compile", "--emit", "plan", "--of", "plan", ends: 64)
      try await bench.run("compile", "--emit", "svg", "--to", "none/x", ends: 1)
    }
  }

  @Test func thePlanIsTheOneThatPlanSaves() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("plan", "--out", "saved.plan", ends: 0)
      let saved = try String(contentsOfFile: "\(bench.project)/saved.plan", encoding: .utf8)
      #expect(try await bench.run("compile", "--emit", "plan", ends: 0).out == saved)
      let steps = try await bench.run("compile", "--emit", "mermaid", "--of", "plan", ends: 0)
      #expect(steps.out.contains("machine.ensure"))
    }
  }

  @Test func theGraphFollowsTheLocale() async throws {
    try await Bench.with("page") { bench in
      let plain = try await bench.run("graph", ends: 0)
      #expect(plain.out.utf8.allSatisfy { $0 < 128 })
      #expect(plain.out.contains("page  on web x 1"))
      let drawn = try await bench.run("graph", ends: 0, environment: ["LANG": "C.UTF-8"])
      #expect(drawn.out.contains("critical path ◆"))
      let asked = try await bench.run(
        "graph", "--ascii", ends: 0, environment: ["LANG": "C.UTF-8"])
      #expect(asked.out == plain.out)
      let json = try await bench.run("graph", "-o", "json", ends: 0).json
      #expect(json["levels"]?.list?.count == 2)
      let steps = try await bench.run("graph", "--of", "plan", ends: 0)
      #expect(steps.out.contains("services.idle"))
    }
  }

  @Test func secretsAreInNoForm() async throws {
    try await Bench.with("secret") { bench in
      let text = try String(contentsOfFile: "\(bench.project)/blueprint.yaml", encoding: .utf8)
      try #require(text.contains("secret: true"))
      let name = try #require(text.firstMatch(of: /(\w+): \{type: string, secret: true/)).1
      let given = ["BLUEPRINT_VAR_\(name)": "hunter22-hunter22-hunter22"]
      for form in ["application", "plan", "svg", "dot", "mermaid"] {
        let ended = try await bench.run("compile", "--emit", form, ends: 0, environment: given)
        #expect(!ended.all.contains("hunter22"), "\(ended)")
      }
    }
  }
}
