import BareMetalProvider
import BlueprintModel
import ContainerProvider
import DirectoryRepository
import Foundation
import LocalProvider
import SimulatorProvider
import Testing
import VMProvider

@testable import BlueprintCompiler
@testable import BlueprintSimulation

/// The tests beside the project's blueprints pass.
@Suite struct ProjectTestsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let files: [String] = {
    let found = FileManager.default.enumerator(atPath: root.appending(path: "blueprints").path)
    var files: [String] = []
    while let path = found?.nextObject() as? String {
      if path.hasSuffix(".test.yaml") { files.append("blueprints/\(path)") }
    }
    return files.sorted()
  }()

  @Test func thereAreSome() { #expect(Self.files.count >= 6) }

  @Test(arguments: files)
  func itPasses(_ path: String) throws {
    let (test, bench) = try Self.read(path)
    for seed in test.seed..<test.seed + test.seeds {
      var session = TestSession(test, on: bench, seed: seed)
      for operation in test.operations {
        let result = session.perform(operation)
        #expect(
          result.isPassed,
          "\(path) --seed \(seed) --operation \(result.number): \(result.failures)")
        guard result.isPassed else { return }
      }
    }
  }

  /// The same seed gives the same journals, byte for byte.
  @Test func aSeedRepeatsExactly() throws {
    let (test, bench) = try Self.read("blueprints/guestbook/blueprint.test.yaml")
    func journals() -> [[String]] {
      var session = TestSession(test, on: bench, seed: 3)
      return test.operations.map { operation in
        (session.perform(operation).conclusion.report?.journal ?? [])
          .map { "\($0.sequence) \($0.at.milliseconds) \($0.term) \($0.fact.json.canonicalJSON)" }
      }
    }
    let first = journals()
    #expect(first.flatMap(\.self).count > 200)
    #expect(first == journals())
  }

  static func read(_ path: String) throws -> (BlueprintTest, TestWorkbench) {
    let file = root.appending(path: path)
    let (test, diagnostics) = BlueprintTest.read(
      Source(name: path, bytes: Array(try Data(contentsOf: file))))
    #expect(diagnostics.isEmpty)
    let folder = file.deletingLastPathComponent()
    let blueprint = folder.appending(path: "blueprint.yaml")
    let source = Source(name: blueprint.path, bytes: Array(try Data(contentsOf: blueprint)))
    let bench = TestWorkbench(blueprint: source, manifests: try manifests()) {
      path throws(FileReadFailure) in
      guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
        throw FileReadFailure("it cannot be read")
      }
      return Array(data)
    }
    return (try #require(test), bench)
  }

  static func manifests() throws -> [ProviderManifest] {
    try [
      LocalProvider.manifestText, DirectoryRepositoryManifest.text, BareMetalManifest.text,
      VMManifest.text, ContainerManifest.text, SimulatorProvider.manifestText,
    ].map { try ProviderManifest(yaml: $0) }
  }
}
