import BlueprintModel
import Subprocess
import SystemPackage
import Testing

/// An event stream as a command wrote it, judged by Python's `jsonschema`.
struct StreamJudge {
  /// Its lines.
  let lines: [Value]

  /// Judges `text`: every line by the schema, and the stream as a whole. Expects nothing to be
  /// wrong.
  init(_ text: String, location: SourceLocation = #_sourceLocation) async throws {
    let verdict = try await Self.verdict(on: text)
    #expect(verdict.isEmpty, "\(text)", sourceLocation: location)
    lines = try text.split(separator: "\n").map { try Value(jsonText: String($0)) }
    let types = lines.map { $0["type"]?.string }
    #expect(types.first == "version" && types.last == "summary", sourceLocation: location)
    #expect(types.count { $0 == "version" || $0 == "summary" } == 2, sourceLocation: location)
    let runs = Set(events.compactMap { $0["run"]?.string })
    for run in runs {
      let numbers = events.filter { $0["run"]?.string == run }.compactMap { $0["seq"]?.integer }
      #expect(numbers == numbers.sorted(), sourceLocation: location)
    }
  }

  /// The lines between the first and the last.
  var events: [Value] { Array(lines.dropFirst().dropLast()) }

  /// The last line.
  var summary: Value { lines.last ?? .null }

  /// The types of events, in order.
  var types: [String] { events.compactMap { $0["type"]?.string } }

  /// The events of one type.
  func events(_ type: String) -> [Value] { events.filter { $0["type"]?.string == type } }

  /// What the schema has to say against the lines of `text`.
  static func verdict(on text: String) async throws -> [String] {
    let root = BlueprintBinary.repository
    let result = try await Subprocess.run(
      .name("python3"),
      arguments: [
        root.appending(path: "Tests/Fixtures/schema/stream.py").path,
        root.appending(path: "schemas/event-stream.schema.json").path,
      ],
      input: .string(text), output: .string(limit: 4 << 20), error: .string(limit: 1 << 20))
    try #require(result.terminationStatus.shellStatus == 0, "\(result.standardError)")
    return result.standardOutput.split(separator: "\n").map(String.init)
  }
}
