import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import FoundationEssentials
import SQLiteStore
import Testing

/// Counts what reaches the disk, as the kernel sees it: GRDB sets `synchronous = NORMAL` behind
/// its users' backs, and then commits return before they are durable.
@Suite struct DurabilityTests {
  private static let count = 100
  private static let variable = "BLUEPRINT_TEST_APPENDS_TO"
  private static var childPath: String? { ProcessInfo.processInfo.environment[variable] }
  private static let runs = 40

  @Test(.disabled(if: childPath != nil, "is what this process was started for"))
  func everyAppendWaitsForTheDisk() async throws {
    let scratch = ScratchDirectory()
    let path = "\(scratch.path)/store.sqlite"
    let calls = try await SystemCallWatch.calls(
      of: "fdatasync,fsync", filter: "DurabilityTests/appendsWhenTold",
      environment: [Self.variable: path])
    let syncs = calls.filter { $0.contains("store.sqlite-wal") }
    #expect(syncs.count >= Self.count)
    #expect(syncs.count < Self.count * 2, "and waits only once")
  }

  @Test(.enabled(if: childPath != nil, "is run by everyAppendWaitsForTheDisk"))
  func appendsWhenTold() async throws {
    let store = try SQLiteStore(path: try #require(Self.childPath))
    try await store.migrate()
    let run = RunID("r")
    let t0 = Timestamp(milliseconds: 1)
    let plan = PlanFixture.plan([PlanFixture.step("a")])
    try await store.create(NewRun(id: run, plan: plan, createdBy: "ada"), at: t0)
    let lease = try await store.claim(
      run, by: RunHarness.holder(1), for: .seconds(15), evicting: nil, at: t0)
    for turn in 0..<Self.count {
      let fact = Fact.lost(step: StepID("a"), attempt: 1, reason: "\(turn)")
      _ = try await store.append(
        AppendBatch(after: 1 + turn, facts: [fact]), under: lease, at: t0)
    }
  }

  @Test(.disabled(if: childPath != nil, "is what this process was started for"))
  func appendsOfManyRunsWaitForTheDiskTogether() async throws {
    let scratch = ScratchDirectory()
    let calls = try await SystemCallWatch.calls(
      of: "fdatasync,fsync", filter: "DurabilityTests/appendsOfManyRunsWhenTold",
      environment: [Self.variable: "\(scratch.path)/store.sqlite"])
    let syncs = calls.count { $0.contains("store.sqlite-wal") }
    let appends = Self.runs * Self.count / 5
    #expect(syncs < appends / 2, "\(syncs) syncs for \(appends) appends")
    #expect(syncs >= Self.count / 5, "each run waits for its own")
  }

  @Test(.enabled(if: childPath != nil, "is run by another test"))
  func appendsOfManyRunsWhenTold() async throws {
    let store = try SQLiteStore(path: try #require(Self.childPath))
    try await store.migrate()
    let writers = try await Writers(count: Self.runs, in: store)
    try await writers.append(Self.count / 5)
    try await writers.expectWhatWasAcknowledged()
  }

  /// A commit whose sync fails must not be acknowledged to anybody in it.
  @Test(.disabled(if: childPath != nil, "is what this process was started for"))
  func aFailedSyncIsTold() async throws {
    let scratch = ScratchDirectory()
    _ = try await SystemCallWatch.calls(
      of: "fdatasync", inject: "fdatasync:error=EIO:when=60..62",
      filter: "DurabilityTests/goesOnAfterAFailedSyncWhenTold",
      environment: [Self.variable: "\(scratch.path)/store.sqlite"])
  }

  @Test(.enabled(if: childPath != nil, "is run by aFailedSyncIsTold"))
  func goesOnAfterAFailedSyncWhenTold() async throws {
    let path = try #require(Self.childPath)
    let store = try SQLiteStore(path: path)
    try await store.migrate()
    let writers = try await Writers(count: 10, in: store)
    let errors = await writers.appendAll(upTo: 100)
    #expect(!errors.isEmpty)
    for error in errors { #expect(error == .unavailable("\(path): disk I/O error")) }
    try await writers.expectWhatWasAcknowledged()
    // strace counts the calls of each thread by itself, so that another one may still fail.
    for _ in 0..<20 where await !writers.appendAll(upTo: 5).isEmpty {}
    try await writers.append(5)
    try await writers.expectWhatWasAcknowledged()
    #expect(await StoreCheck(path: path).run().findings == [])
  }
}
