import BlueprintCompiler
import BlueprintModel
import Testing

@Suite("Backup and restore plans")
struct BackupPlanTests {
  private let repository = BackupRepository(directory: "/kept")

  private func deployed() throws -> Rehearsal {
    var rehearsal = Shop.rehearsal
    try rehearsal.deploy()
    return rehearsal
  }

  @Test("A backup captures, verifies, fetches to staging, cleans, and seals at last")
  func backup() throws {
    let rehearsal = try deployed()
    let application = try rehearsal.application()
    let plan = try rehearsal.planner(application).backup(
      of: application, into: repository, as: "b1")
    try PlanLaws(plan: plan, state: rehearsal.state).check()
    #expect(
      plan.steps.map(\.id.description) == [
        "services.db/backup-prepare", "services.db/backup-capture", "services.db/backup-verify",
        "services.db/backup-fetch", "services.db/backup-clean", "backup/backup-seal",
      ])
    #expect(plan.steps[3].input["into"] == "/kept/.incoming/b1/services.db")
    #expect(plan.steps[5].input["staging"] == "/kept/.incoming/b1")
    #expect(plan.steps[1].input["env"]?["BACKUP_DIR"] == "/state/data/home/services/db/.backup/b1")
    #expect(plan.revision == rehearsal.state.revision)
    #expect(!plan.json.canonicalJSON.contains(Shop.password))
  }

  @Test("A restore saves what is there, then checks, then brings back")
  func restore() throws {
    let rehearsal = try deployed()
    let application = try rehearsal.application()
    let plan = try rehearsal.planner(application).restore(
      "b1", of: application, from: repository, safety: "s1")
    try PlanLaws(plan: plan, state: rehearsal.state).check()
    let names = plan.steps.map(\.id.description)
    #expect(
      names.suffix(8) == [
        "backup/safety-seal", "restore/verify", "services.db/restore-prepare",
        "services.db/restore-put", "services.db/restore-verify", "services.db/restore",
        "services.db/restore-healthy", "services.db/restore-clean",
      ])
    #expect(names.first == "services.db/safety-prepare")
    let put = try #require(plan.steps.first { $0.id == StepID("services.db/restore-put") })
    #expect(put.input["files"] == [["path": ".", "source": "/kept/b1/services.db"]])
  }

  @Test("A service is restored after those that it needs")
  func order() throws {
    var rehearsal = Shop.rehearsal
    let backup = "    backup: {capture: [{run: a}], restore: [{run: b}]}\n    run: exec proxy\n"
    try rehearsal.edit("    run: exec proxy\n", backup)
    try rehearsal.deploy()
    let application = try rehearsal.application()
    let plan = try rehearsal.planner(application).restore(
      "b1", of: application, from: repository, safety: nil)
    let first = try #require(plan.steps.first { $0.id == StepID("services.proxy/restore-prepare") })
    #expect(first.needs.contains(StepID("services.db/restore-clean")))
  }

  @Test("Where nothing has data, or nothing runs, there are no steps")
  func nothing() throws {
    var rehearsal = Shop.rehearsal
    try expectNothing(rehearsal)
    let start = try #require(rehearsal.text.firstRange(of: "    backup:\n"))
    let end = try #require(rehearsal.text.firstRange(of: "  web:\n    on: web"))
    rehearsal.text.removeSubrange(start.lowerBound..<end.lowerBound)
    try rehearsal.deploy()
    try expectNothing(rehearsal)
  }

  private func expectNothing(_ rehearsal: Rehearsal) throws {
    let application = try rehearsal.application()
    let planner = rehearsal.planner(application)
    let backup = try planner.backup(of: application, into: repository, as: "b")
    #expect(backup.steps.isEmpty)
    let restore = try planner.restore("b", of: application, from: repository, safety: "s")
    #expect(restore.steps.isEmpty)
  }
}
