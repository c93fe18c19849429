import BlueprintModel
import Foundation
import Testing

@Suite struct VerifyTests {
  private func sealed() async throws -> (bench: RepositoryBench, path: String) {
    let bench = try RepositoryBench()
    try bench.stage("one", ["a": "first", "sub/b": "second", "c": ""])
    try FileManager.default.createDirectory(
      atPath: "\(bench.staging("one"))/empty", withIntermediateDirectories: true)
    #expect(try await bench.seal("one").outputs?["files"] == 3)
    return (bench, "\(bench.repository)/one")
  }

  @Test func aSoundBackupPasses() async throws {
    let (bench, _) = try await sealed()
    #expect(try await bench.verify("one").outputs == ["id": "one", "files": 3, "bytes": 11])
    try bench.end()
  }

  @Test func everyDamageIsNamed() async throws {
    let (bench, path) = try await sealed()
    try Data("fIrst".utf8).write(to: URL(filePath: "\(path)/a"))
    try Data("second and more".utf8).write(to: URL(filePath: "\(path)/sub/b"))
    try FileManager.default.removeItem(atPath: "\(path)/c")
    try FileManager.default.removeItem(atPath: "\(path)/empty")
    try bench.write("\(path)/sub/stranger", "x")
    let failure = try await bench.verify("one").failure
    #expect(failure?.code == "backup_corrupt")
    #expect(failure?.failureClass == .permanent)
    #expect(
      failure?.output == [
        "a: another SHA-256", "c: missing", "empty: missing",
        "sub/b: 15 bytes instead of 6", "sub/stranger: not part of the backup",
      ])
    for line in failure?.output ?? [] { #expect(failure?.message.contains(line) == true) }
    try bench.end()
  }

  @Test func aFileThatBecameALinkIsDamage() async throws {
    let (bench, path) = try await sealed()
    try FileManager.default.moveItem(atPath: "\(path)/a", toPath: "\(bench.root)/a")
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/a", withDestinationPath: "\(bench.root)/a")
    #expect(try await bench.verify("one").failure?.output == ["a: another kind of file"])
    try bench.end()
  }

  @Test func aChangedManifestIsDamage() async throws {
    let (bench, path) = try await sealed()
    let manifest = "\(path)/manifest.json"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    try text.replacing("\"deployment\":\"d\"", with: "\"deployment\":\"e\"")
      .write(toFile: manifest, atomically: true, encoding: .utf8)
    let failure = try await bench.verify("one").failure
    #expect(failure?.code == "backup_corrupt")
    #expect(failure?.message.contains("manifest.json") == true)
    try FileManager.default.removeItem(atPath: manifest)
    #expect(try await bench.verify("one").failure?.output == ["manifest.json: missing"])
    try bench.end()
  }

  @Test func aBackupThatIsNotThereIsNotFound() async throws {
    let bench = try RepositoryBench()
    let failure = try await bench.verify("none").failure
    #expect(failure?.code == "backup_not_found")
    #expect(failure?.failureClass == .permanent)
    try bench.end()
  }
}
