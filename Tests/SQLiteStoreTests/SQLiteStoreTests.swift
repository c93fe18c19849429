import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import GRDB
import Glibc
import SQLiteStore
import Testing

@Suite struct SQLiteStoreTests {
  @Test func hidesItsFilesFromOthers() async throws {
    let scratch = ScratchDirectory()
    let store = try scratch.store("deep/er/store.sqlite")
    try await store.migrate()
    #expect(mode("\(scratch.path)/deep") == 0o700)
    #expect(mode("\(scratch.path)/deep/er") == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(mode(store.path + suffix) == 0o600, "\(suffix)") }
  }

  @Test func hidesAFileThatOthersCouldRead() throws {
    let scratch = ScratchDirectory()
    let file = open("\(scratch.path)/store.sqlite", O_CREAT | O_RDWR, 0o644)
    fchmod(file, 0o644)
    close(file)
    #expect(mode(try scratch.store().path) == 0o600)
  }

  @Test func keepsEverythingAcrossProcesses() async throws {
    let scratch = ScratchDirectory()
    let plan = PlanFixture.plan([PlanFixture.step("a")])
    let first = try scratch.store()
    try await first.migrate()
    try await first.create(NewRun(id: RunID("r"), plan: plan, createdBy: "ada"), at: t0)
    let second = try scratch.store()
    try await second.migrate()
    #expect(try await second.plan(of: RunID("r")) == plan)
    let lease = try await second.claim(
      RunID("r"), by: RunHarness.holder(2), for: .seconds(15), evicting: nil, at: t0)
    await #expect(throws: StoreError.leased(lease)) {
      try await first.claim(
        RunID("r"), by: RunHarness.holder(1), for: .seconds(15), evicting: nil, at: t0)
    }
  }

  @Test func twoConnectionsQueueUpForTheFile() async throws {
    let scratch = ScratchDirectory()
    let stores = [try scratch.store(), try scratch.store()]
    try await stores[0].migrate()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, store) in stores.enumerated() {
        group.addTask {
          for turn in 0..<50 {
            try await store.setSealedSecrets(["s\(turn)": [UInt8(turn)]], of: "d\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await stores[0].sealedSecrets(of: "d1").count == 50)
  }

  @Test func refusesASchemaFromTheFuture() async throws {
    let scratch = ScratchDirectory()
    let store = try scratch.store()
    try await store.migrate()
    try change(store.path, "PRAGMA user_version = 99")
    await #expect(throws: StoreError.newer(schema: 99, known: 3)) {
      try await (try scratch.store()).migrate()
    }
  }

  @Test func refusesTheDatabaseOfAnotherProgram() async throws {
    let scratch = ScratchDirectory()
    let path = "\(scratch.path)/store.sqlite"
    try change(path, "CREATE TABLE notes (text TEXT)")
    let error = await #expect(throws: StoreError.self) {
      try await (try scratch.store()).migrate()
    }
    #expect(error == .unavailable("\(path): is a database of another program"))
  }

  @Test func namesAFileThatIsNoDatabase() throws {
    let scratch = ScratchDirectory()
    let path = "\(scratch.path)/store.sqlite"
    let file = open(path, O_CREAT | O_RDWR, 0o600)
    let text = Array(String(repeating: "this is a letter, ", count: 100).utf8)
    #expect(write(file, text, text.count) == text.count)
    close(file)
    let error = #expect(throws: StoreError.self) { try scratch.store() }
    #expect("\(try #require(error))".hasPrefix("\(path): is not a database"))
  }

  @Test func namesADirectoryThatCannotBeMade() throws {
    let scratch = ScratchDirectory()
    let file = open("\(scratch.path)/file", O_CREAT | O_RDWR, 0o600)
    close(file)
    let error = #expect(throws: StoreError.self) {
      try SQLiteStore(path: "\(scratch.path)/file/store.sqlite")
    }
    #expect("\(try #require(error))".contains("\(scratch.path)/file/store.sqlite: "))
    #expect("\(try #require(error))".contains("Not a directory"))
  }

  @Test func findsADamagedPlan() async throws {
    let scratch = ScratchDirectory()
    let store = try scratch.store()
    try await store.migrate()
    let plan = PlanFixture.plan([PlanFixture.step("a")])
    try await store.create(NewRun(id: RunID("r"), plan: plan, createdBy: "ada"), at: t0)
    try change(store.path, "UPDATE plans SET body = replace(body, 'thing.ensure', 'thing.delete')")
    await #expect(throws: StoreError.corrupt("\(store.path): the plan of r does not have its hash"))
    {
      try await store.plan(of: RunID("r"))
    }
  }

  @Test func findsDamagedEntries() async throws {
    let scratch = ScratchDirectory()
    let store = try scratch.store()
    try await store.migrate()
    let plan = PlanFixture.plan([PlanFixture.step("a")])
    try await store.create(NewRun(id: RunID("r"), plan: plan, createdBy: "ada"), at: t0)
    try change(store.path, "UPDATE entries SET fact = '{\"fact\":\"created\"'")
    let error = await #expect(throws: StoreError.self) {
      try await store.entries(of: RunID("r"), after: 0)
    }
    #expect("\(try #require(error))".contains("r: entry 1: column `fact`: not JSON at byte"))
    try change(store.path, "UPDATE entries SET sequence = 2")
    let gap = await #expect(throws: StoreError.self) {
      try await store.entries(of: RunID("r"), after: 0)
    }
    #expect("\(try #require(gap))".contains("r: "))
  }

  private let t0 = Timestamp(milliseconds: 1_000)

  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  private func change(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { try $0.execute(sql: sql) }
  }
}
