import BlueprintModel

@testable import BlueprintCompiler

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of `Tests/Fixtures/diagnostics`: a blueprint with mistakes, the files that it names,
/// and what the user is to be told. Its `request.yaml` says what is asked for besides the
/// blueprint: `profiles: […]`, `vars: {…}`, `counts: {…}`, `requirements: {…}`.
struct GoldenCase: Sendable, CustomStringConvertible {
  let name: String

  var description: String { name }

  private static let root = fixtures.appending(path: "diagnostics")

  /// All cases in the order of their names.
  static let all: [GoldenCase] = {
    let found = try? FileManager.default.contentsOfDirectory(atPath: root.path)
    return (found ?? []).sorted().map(GoldenCase.init)
  }()

  /// A file of the folder.
  func file(_ path: String) -> URL { Self.root.appending(path: name).appending(path: path) }

  /// The blueprint as it is.
  func source() throws -> Source {
    let data = try Data(contentsOf: file("blueprint.yaml"))
    return Source(name: "blueprint.yaml", bytes: Array(data))
  }

  /// What the compiler makes of `sources`, the blueprint first; files that are not among them
  /// come from the folder.
  /// `profiles` replace those of the request.
  func compile(_ sources: [Source], profiles: [String]? = nil) throws -> CompileResult {
    let asked = try asked()
    let vars = asked["vars"]?.map ?? [:]
    return Compiler.compile(
      CompileRequest(
        source: sources[0],
        fileReader: { path throws(FileReadFailure) in
          if let source = sources.first(where: { $0.name == path }) { return source.bytes }
          guard let data = try? Data(contentsOf: file(path)) else {
            throw FileReadFailure("no such file")
          }
          return Array(data)
        },
        profiles: try profiles ?? asked.strings("profiles"),
        givenInputs: vars.map {
          GivenInput($0.key, .text($0.value.string ?? ""), origin: .variable)
        },
        counts: (asked["counts"]?.map ?? [:]).reduce(into: [:]) { $0[$1.key] = $1.value.integer },
        requirements: asked["requirements"]?.map.map { stated in
          stated.reduce(into: [:]) { $0[$1.key] = $1.value.map ?? [:] }
        },
        manifests: testManifests))
  }

  private func asked() throws -> Value {
    guard let data = try? Data(contentsOf: file("request.yaml")) else { return [:] }
    let read = YAMLDocument.value(of: Source(name: "request.yaml", bytes: Array(data)))
    return read.value ?? [:]
  }
}
