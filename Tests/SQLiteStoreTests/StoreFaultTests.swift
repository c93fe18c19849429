import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import GRDB
import Glibc
import SQLiteStore
import Testing

@Suite struct StoreFaultTests {
  private static let mountsNeedRoot: Comment = "mounting a small file system needs root"

  @Test(.enabled(if: SmallDisk.isAvailable, mountsNeedRoot))
  func aFullDiskRefusesAppendsAndLosesNothing() async throws {
    let disk = try SmallDisk()
    let path = "\(disk.path)/store.sqlite"
    let store = try SQLiteStore(path: path)
    try await store.migrate()
    let writers = try await Writers(count: 6, in: store)
    try disk.fill(leaving: 96 << 10)
    let errors = try await writers.appendUntilRefused()
    for error in errors {
      #expect("\(error)".hasPrefix("\(path): the disk is full"), "\(error)")
    }
    #expect(errors.count == 6)
    try await writers.expectWhatWasAcknowledged()
    disk.clear()
    try await writers.append(3)
    try await writers.expectWhatWasAcknowledged()
    #expect(await StoreCheck(path: path).run().findings == [])
  }

  @Test(.enabled(if: SmallDisk.isAvailable, mountsNeedRoot))
  func aReadOnlyDiskIsNamed() async throws {
    let disk = try SmallDisk()
    let path = "\(disk.path)/store.sqlite"
    let store = try SQLiteStore(path: path)
    try await store.migrate()
    try store.close()
    try disk.makeReadOnly()
    #expect(throws: StoreError.unavailable("\(path): cannot be opened: Read-only file system")) {
      try SQLiteStore(path: path)
    }
    #expect(await StoreCheck(path: path).run().findings == [], "and it can be checked")
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything"))
  func aReadOnlyFileIsNamed() async throws {
    let sample = try await StoreSample()
    chmod(sample.path, 0o400)
    #expect(throws: StoreError.unavailable("\(sample.path): cannot be opened: Permission denied")) {
      try SQLiteStore(path: sample.path)
    }
  }

  @Test func aFileThatWasCutOffIsNamed() async throws {
    let sample = try await StoreSample()
    try sample.replace(Array(try sample.bytes().prefix(9_000)))
    let error = await #expect(throws: StoreError.self) {
      try await sample.scratch.store().entries(of: StoreSample.finished, after: 0)
    }
    #expect(try #require(error) == .corrupt("\(sample.path): database disk image is malformed"))
  }

  @Test func aFlippedHeaderIsNamed() async throws {
    let sample = try await StoreSample()
    try sample.flip(3)
    let error = #expect(throws: StoreError.self) { try sample.scratch.store() }
    #expect("\(try #require(error))".hasPrefix("\(sample.path): is not a database"))
  }

  @Test func aFlippedPageIsNamed() async throws {
    let sample = try await StoreSample()
    try sample.flip(try sample.offset(of: "token-of-a") / 4_096 * 4_096, bit: 6)
    let error = await #expect(throws: StoreError.self) {
      try await sample.scratch.store().entries(of: StoreSample.finished, after: 0)
    }
    #expect(try #require(error) == .corrupt("\(sample.path): database disk image is malformed"))
  }

  @Test func aFlippedFactIsNamed() async throws {
    let sample = try await StoreSample()
    try sample.flip(try sample.offset(of: "{\"attempt\":1,\"desired\""))
    let error = await #expect(throws: StoreError.self) {
      try await sample.scratch.store().entries(of: StoreSample.unfinished, after: 0)
    }
    #expect(
      try #require(error)
        == .corrupt(
          "\(sample.path): \(StoreSample.unfinished): entry 2: column `fact`: not JSON at byte 0: "
            + "expected a value"))
  }

  @Test func aMissingLastEntryIsNamed() async throws {
    let sample = try await StoreSample()
    try sample.change("DELETE FROM entries WHERE run = 1 AND sequence = 6")
    await #expect(
      throws: StoreError.corrupt("\(sample.path): \(StoreSample.finished): there is no entry 6")
    ) {
      try await sample.scratch.store().entries(of: StoreSample.finished, after: 0)
    }
  }

  @Test func aWriterThatHoldsTheFileIsWaitedForAndThenNamed() async throws {
    let scratch = ScratchDirectory()
    let store = try SQLiteStore(
      path: "\(scratch.path)/store.sqlite", patience: .milliseconds(150))
    try await store.migrate()
    let writers = try await Writers(count: 3, in: store)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: store.path, configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let errors = try await writers.appendUntilRefused()
    for error in errors {
      #expect(
        error
          == .unavailable(
            "\(store.path): another process holds it for too long (database is locked)"))
    }
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try await writers.append(2)
    try await writers.expectWhatWasAcknowledged()
  }
}
