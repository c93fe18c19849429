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
}
