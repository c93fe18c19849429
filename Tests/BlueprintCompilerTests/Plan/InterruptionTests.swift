import BlueprintModel
import Testing

/// A run that ends anywhere leaves a deployment that the next plan brings to where it should be.
@Suite("Interrupted runs converge")
struct InterruptionTests {
  /// A deployment and what is asked of it next.
  static let changes: [IdempotenceTests.Change] = [
    .init("deploy") {
      $0.state = DeploymentState(name: "rehearsed"); $0.world = World()
    },
    .init("scale out") { $0.inputs["web_count"] = 4 },
    .init("scale in") { $0.inputs["web_count"] = 1 },
    .init("upgrade") { $0.inputs["release"] = "2" },
    .init("secret") { $0.inputs["password"] = "another-horse-battery" },
    .init("environment only") { try $0.edit("env: {PASSWORD: ", "env: {MODE: x, PASSWORD: ") },
    .init("moved") { try $0.edit("on: edge", "on: data") },
  ]

  @Test("After every step: the same plan's rest", arguments: changes)
  func again(_ change: IdempotenceTests.Change) throws {
    let seed: UInt64 = 7
    let (start, end, plan) = try prepared(change)
    for count in 0...plan.steps.count {
      var cut = start
      try cut.apply(plan, first: count, seed: seed)
      try cut.quickDeploy(seed: seed)
      #expect(cut.recorded == end.recorded, "after \(count)")
      #expect(cut.world == end.world, "after \(count)")
    }
  }

  @Test("After every step: back to what was there", arguments: changes)
  func back(_ change: IdempotenceTests.Change) throws {
    let (start, _, plan) = try prepared(change)
    var before = Shop.rehearsal
    try before.deploy()
    for count in 0...plan.steps.count {
      var cut = start
      try cut.apply(plan, first: count)
      cut.text = before.text
      cut.inputs = before.inputs
      try cut.quickDeploy()
      #expect(cut.recorded == before.recorded, "after \(count)")
      #expect(cut.world == before.world, "after \(count)")
    }
  }

  @Test("Each step fails in turn, having had its effect", arguments: changes)
  func failing(_ change: IdempotenceTests.Change) throws {
    let (start, end, plan) = try prepared(change)
    for (count, step) in plan.steps.enumerated() where step.verb != nil {
      var cut = start
      try cut.apply(plan, first: count)
      try cut.perform(step, of: plan, fails: true)
      try cut.quickDeploy()
      #expect(cut.recorded == end.recorded, "\(step.id)")
      #expect(cut.world == end.world, "\(step.id)")
    }
  }

  @Test("From every step, destroy leaves nothing", arguments: changes)
  func destroyed(_ change: IdempotenceTests.Change) throws {
    let (start, _, plan) = try prepared(change)
    for count in 0...plan.steps.count {
      var cut = start
      try cut.apply(plan, first: count)
      try cut.apply(try cut.planner().destroy(), seed: UInt64(count))
      #expect(cut.state.resources.isEmpty, "after \(count)")
      #expect(cut.world == World(), "after \(count)")
      #expect(try cut.destruction().steps.isEmpty)
    }
  }

  @Test("A destroy that ends anywhere: destroyed again, or deployed again")
  func destroyCut() throws {
    var whole = Shop.rehearsal
    try whole.deploy()
    let plan = try whole.destruction()
    for count in 0...plan.steps.count {
      var cut = whole
      try cut.apply(plan, first: count, seed: UInt64(count))
      var redeployed = cut
      try redeployed.quickDeploy()
      #expect(redeployed.recorded == whole.recorded)
      #expect(redeployed.world == whole.world)
      try cut.apply(try cut.destruction())
      #expect(cut.state.resources.isEmpty)
      #expect(cut.world == World())
    }
  }

  /// Before and after `change`, and the plan from the one to the other.
  private func prepared(
    _ change: IdempotenceTests.Change
  ) throws -> (start: Rehearsal, end: Rehearsal, plan: Plan) {
    var start = Shop.rehearsal
    try start.deploy()
    try change.make(&start)
    let plan = try start.plan()
    var end = start
    try end.deploy()
    return (start, end, plan)
  }
}
