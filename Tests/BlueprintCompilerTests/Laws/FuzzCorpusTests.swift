import CompilerLaws
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Replays what the fuzzers found, and the inputs by which they reach the most of the compiler.
@Suite struct FuzzCorpusTests {
  private static func inputs(of law: CompilerLaw) throws -> [(name: String, bytes: [UInt8])] {
    let folder = fixtures.appending(path: "fuzz-corpus").appending(path: law.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }

  @Test(arguments: CompilerLaw.allCases)
  func everyLawHoldsOnItsCorpus(_ law: CompilerLaw) throws {
    let inputs = try Self.inputs(of: law)
    #expect(inputs.count >= 5)
    for input in inputs {
      #expect(law.breaches(on: input.bytes) == [], "\(law.rawValue)/\(input.name)")
    }
  }

  /// One input holds a whole project: the blueprint, and the files that it names.
  @Test func aProjectTextIsCutAtItsMarks() {
    let project = ProjectText(Array("a: 1\n=== lib/x.yaml\nb: 2\n=== empty\n".utf8))
    #expect(
      project.files.mapValues { String(decoding: $0, as: UTF8.self) } == [
        "blueprint.yaml": "a: 1\n", "lib/x.yaml": "b: 2\n", "empty": "",
      ])
  }
}
