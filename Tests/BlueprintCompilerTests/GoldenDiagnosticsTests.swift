import BlueprintModel
import Testing

@testable import BlueprintCompiler

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Compiles each folder of `Tests/Fixtures/diagnostics` and compares what the user sees.
///
/// `UPDATE_GOLDEN=1 swift test --filter GoldenDiagnostics` writes the expectations anew; read the
/// difference before keeping it.
@Suite struct GoldenDiagnosticsTests {
  private static let folder = fixtures.appending(path: "diagnostics")

  private static var names: [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (found ?? []).sorted()
  }

  private static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
  }

  @Test(arguments: names)
  func diagnosticsAreAsExpected(_ name: String) throws {
    let folder = Self.folder.appending(path: name)
    let text = rendered(try compileFixture(folder))
    let expected = folder.appending(path: "expected.txt")
    if Self.isUpdating {
      try Data(text.utf8).write(to: expected)
    }
    #expect(text == String(decoding: try Data(contentsOf: expected), as: UTF8.self))
    #expect(!text.isEmpty)
  }

  @Test func everyCodeHasAFixture() throws {
    var codes: Set<String> = []
    for name in Self.names {
      let folder = Self.folder.appending(path: name)
      codes.formUnion(try compileFixture(folder).diagnostics.map(\.code))
    }
    // A file that is too large would be a fixture of 256 MiB.
    let expected = Set(DiagnosticCatalogue.entries.map(\.code)).subtracting(["BP0013"])
    #expect(codes.symmetricDifference(expected) == [])
  }

  private func compileFixture(_ folder: URL) throws -> CompileResult {
    let options = try FixtureOptions(folder)
    let source = Source(
      name: "blueprint.yaml",
      bytes: Array(try Data(contentsOf: folder.appending(path: "blueprint.yaml"))))
    return Compiler.compile(
      CompileRequest(
        source: source,
        fileReader: { path throws(FileReadFailure) in
          guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
            throw FileReadFailure("no such file")
          }
          return Array(data)
        },
        profiles: options.profiles, givenInputs: options.given, counts: options.counts,
        manifests: testManifests))
  }
}

/// What a fixture's `request.json` asks for besides the blueprint: `{"profiles": […],
/// "vars": {…}, "counts": {…}}`.
private struct FixtureOptions {
  var profiles: [String] = []
  var given: [GivenInput] = []
  var counts: [String: Int] = [:]

  init(_ folder: URL) throws {
    guard let data = try? Data(contentsOf: folder.appending(path: "request.json")) else { return }
    let json = try Value(jsonText: String(decoding: data, as: UTF8.self))
    profiles = try json.strings("profiles")
    for (name, value) in json["vars"]?.map ?? [:] {
      given.append(GivenInput(name, .text(value.string ?? ""), origin: .variable))
    }
    for (name, value) in json["counts"]?.map ?? [:] { counts[name] = value.integer }
  }
}
