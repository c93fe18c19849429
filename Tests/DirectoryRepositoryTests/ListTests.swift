import BlueprintModel
import Foundation
import Synchronization
import Testing

@Suite struct ListTests {
  /// A clock that is a second later each time.
  final class Ticking: Sendable {
    private let seconds = Atomic(1_700_000_000)
    @Sendable func now() -> Timestamp {
      Timestamp(milliseconds: 1000 * seconds.add(1, ordering: .relaxed).newValue)
    }
  }

  @Test func completeOnesTheNewestFirst() async throws {
    let bench = try RepositoryBench(clock: Ticking().now)
    for id in ["b", "c", "a"] {
      try bench.stage(id)
      try await bench.seal(id)
    }
    try bench.stage("half-written")
    try bench.write("\(bench.repository)/foreign/file", "x")
    try bench.write("\(bench.repository)/c/manifest.json", "{}")
    #expect(try await bench.listed() == ["a", "b"])
    try bench.end()
  }

  @Test func aListTellsTheDetailsAndSums() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one")
    try await bench.seal("one")
    let outcome = try await bench.perform(
      "backup.list", ["repository": .string(bench.repository)])
    let backup = outcome.outputs?["backups"]?.list?.first
    #expect(backup?["deployment"] == "d")
    #expect(backup?["files"] == 1)
    #expect(backup?["bytes"] == 4)
    try bench.end()
  }

  @Test func aRepositoryThatIsNotThereIsEmpty() async throws {
    let bench = try RepositoryBench()
    try FileManager.default.removeItem(atPath: bench.repository)
    #expect(try await bench.listed() == [])
    try bench.end()
  }

  @Test func discardRemovesAStagingDirectoryOnceAndForAll() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one", ["a/b/c": "x", "manifest.json": "{}"])
    for _ in 0..<2 {
      let outcome = try await bench.perform(
        "backup.discard", ["staging": .string(bench.staging("one"))])
      #expect(outcome == .done(handle: nil, outputs: [:]))
      #expect(!FileManager.default.fileExists(atPath: bench.staging("one")))
    }
    try bench.end()
  }
}
