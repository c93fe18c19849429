import BlueprintModel
import DirectoryRepository
import Foundation
import Testing

@Suite struct SealTests {
  @Test func sealsWithChecksumsAndClosesEverythingToOthers() async throws {
    let bench = try RepositoryBench(clock: { Timestamp(milliseconds: 1_700_000_000_042) })
    try bench.stage("one", ["services.db[0]/dump": "abc", "services.db[0]/deep/er": ""])
    chmod("\(bench.staging("one"))/services.db[0]/dump", 0o644)
    let outputs = try await bench.seal("one").outputs
    #expect(outputs == ["id": "one", "files": 2, "bytes": 3])
    let path = "\(bench.repository)/one"
    let text = try String(contentsOfFile: "\(path)/manifest.json", encoding: .utf8)
    let manifest = try Value(jsonText: text)
    #expect(manifest["id"] == "one")
    #expect(manifest["deployment"] == "d")
    #expect(manifest["created_at"] == "2023-11-14T22:13:20.042Z")
    #expect(manifest["files"]?.list?.count == 2)
    #expect(manifest["others"]?.list?.count == 2)
    let dump = manifest["files"]?.list?.first { $0["path"] == "services.db[0]/dump" }
    #expect(dump?["size"] == 3)
    #expect(
      dump?["sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    for file in ["manifest.json", "services.db[0]/dump", "services.db[0]/deep/er"] {
      #expect(try bench.mode("\(path)/\(file)") == 0o600)
    }
    for directory in ["", "/services.db[0]", "/services.db[0]/deep"] {
      #expect(try bench.mode(path + directory) == 0o700)
    }
    #expect(!FileManager.default.fileExists(atPath: bench.staging("one")))
    try bench.end()
  }

  @Test func aSealedBackupStaysAsItIs() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one")
    let first = try await bench.seal("one")
    let manifest = "\(bench.repository)/one/manifest.json"
    let before = try Data(contentsOf: URL(filePath: manifest))
    #expect(try await bench.seal("one") == first)
    #expect(try Data(contentsOf: URL(filePath: manifest)) == before)
    try bench.end()
  }

  /// A crash after the manifest was written leaves one in the staging directory.
  @Test func anInterruptedSealIsDoneAgain() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one", ["manifest.json": "{\"half", "services.db[0]/dump": "data"])
    #expect(try await bench.listed() == [])
    #expect(try await bench.seal("one").outputs?["files"] == 1)
    #expect(try await bench.verify("one").outputs?["files"] == 1)
    try bench.end()
  }

  @Test func withoutAStagingDirectoryNothingIsMade() async throws {
    let bench = try RepositoryBench()
    let failure = try await bench.seal("one").failure
    #expect(failure?.code == "staging_missing")
    #expect(failure?.changed == .no)
    #expect(try await bench.listed() == [])
    try bench.end()
  }

  @Test func whatIsNoFileIsRefusedByName() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one")
    #expect(mkfifo("\(bench.staging("one"))/pipe", 0o600) == 0)
    let failure = try await bench.seal("one").failure
    #expect(failure?.code == "unsupported_file")
    #expect(failure?.message.contains("`pipe`") == true)
    #expect(try await bench.listed() == [])
    try bench.end()
  }

  /// A link must never make the seal read or close what is outside of the backup.
  @Test func linksAreKeptAndNotFollowed() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one")
    let outside = "\(bench.root)/outside"
    try bench.write(outside, "not ours")
    chmod(outside, 0o644)
    try FileManager.default.createSymbolicLink(
      atPath: "\(bench.staging("one"))/link", withDestinationPath: outside)
    #expect(try await bench.seal("one").outputs?["files"] == 1)
    #expect(try bench.mode(outside) == 0o644)
    #expect(try await bench.verify("one").failure == nil)
    try bench.end()
  }

  @Test(arguments: ["..", ".hidden", "a/b", "", "a\nb"])
  func aBadIDIsRefused(id: String) async throws {
    let bench = try RepositoryBench()
    let failure = try await bench.seal(id).failure
    #expect(failure?.code == "bad_input")
    #expect(failure?.message.contains("`id`") == true)
    try bench.end()
  }

  @Test func ofTwoSealsAtOnceOneBackupComes() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one")
    async let first = bench.seal("one")
    async let second = bench.seal("one")
    let done = try await [first, second].filter { $0.outputs != nil }
    #expect(!done.isEmpty)
    #expect(try await bench.listed() == ["one"])
    #expect(try await bench.verify("one").failure == nil)
    try bench.end()
  }
}
