import BlueprintModel
import Foundation

/// A JSON Schema validator that is not ours: Python's `jsonschema`, one process for all texts.
enum SchemaJudge {
  /// A text under a name of its own.
  struct Text: Sendable {
    let name: String
    let text: String
  }

  /// The validator is not there, or failed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What the schema has to say of each of `texts`, by name; empty where it accepts.
  static func verdicts(on texts: [Text]) async throws -> [String: [String]] {
    let cases = Value.list(texts.map { ["name": .string($0.name), "text": .string($0.text)] })
    let folder = FileManager.default.temporaryDirectory.appending(path: "judge-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "cases.json")
    let output = folder.appending(path: "verdicts.json")
    let errors = folder.appending(path: "errors")
    try Data(cases.canonicalJSON.utf8).write(to: input)
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", fixtures.appending(path: "schema/judge.py").path, SchemaFile.file.path,
    ]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try await end(of: process)
    guard process.terminationStatus == 0 else {
      throw Failure(description: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
    let said = try Value(jsonText: String(decoding: try Data(contentsOf: output), as: UTF8.self))
    return (said.map ?? [:]).reduce(into: [:]) {
      $0[$1.key] = $1.value.list?.compactMap(\.string) ?? []
    }
  }

  private static func end(of process: Process) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do { try process.run() } catch {
        process.terminationHandler = nil
        done.resume(throwing: error)
      }
    }
  }
}
