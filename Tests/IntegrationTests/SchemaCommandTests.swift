import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct SchemaCommandTests {
  @Test(arguments: ["blueprint", "test", "plugin-manifest", "plugin-protocol", "event-stream"])
  func printsTheFileOfTheRepository(_ name: String) async throws {
    try await Bench.with("page") { bench in
      let file = BlueprintBinary.repository.appending(path: "schemas/\(name).schema.json")
      let expected = try String(contentsOf: file, encoding: .utf8)
      #expect(try await bench.run("schema", name, ends: 0).out == expected)
    }
  }

  @Test func theLanguageIsTheDefault() async throws {
    try await Bench.with("page") { bench in
      let schema = try await bench.run("schema", ends: 0).json
      #expect(schema["$defs"]?["blueprint"] != nil)
      #expect(try await bench.run("schema", "none", ends: 64).out.isEmpty)
    }
  }
}
