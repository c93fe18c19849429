import BlueprintModel
import Testing

@Suite("Rolling changes")
struct RollingTests {
  private func deployed(count: Int, parallel: Int = 1) throws -> Rehearsal {
    var rehearsal = Shop.rehearsal
    rehearsal.inputs["web_count"] = .integer(count)
    try rehearsal.edit("max_parallel: 1", "max_parallel: \(parallel)")
    try rehearsal.deploy()
    return rehearsal
  }

  /// The most instances of `service` that are between interruption and health at one moment, in
  /// some order of the steps.
  private func mostAway(_ plan: Plan, _ service: String) -> Int {
    var most = 0
    for seed in 0..<60 as Range<UInt64> {
      var left: [String: Int] = [:]
      for step in plan.steps where step.phase.hasPrefix(service) {
        left[step.phase, default: 0] += 1
      }
      var away: Set<String> = []
      for step in StepOrder(plan, seed: seed).steps where step.phase.hasPrefix(service) {
        left[step.phase, default: 0] -= 1
        if step.id.description.hasSuffix("/interrupt") { away.insert(step.phase) }
        most = max(most, away.count)
        if left[step.phase] == 0 { away.remove(step.phase) }
      }
    }
    return most
  }

  @Test("Never more than max_parallel are away", arguments: [1, 2, 3, 9])
  func batches(_ parallel: Int) throws {
    var rehearsal = try deployed(count: 5, parallel: parallel)
    rehearsal.inputs["release"] = "2"
    let plan = try rehearsal.plan()
    #expect(mostAway(plan, "services.web[") == min(parallel, 5))
    #expect(plan.changes.count { $0.kind == .restart } == 5)
    #expect(plan.changes.allSatisfy { $0.address.description != "services.proxy" })
    try rehearsal.deploy(seed: 1)
  }

  @Test("A trial comes first, and the rest after a person's leave")
  func canary() throws {
    var rehearsal = try deployed(count: 5, parallel: 2)
    try rehearsal.edit("max_parallel: 2", "max_parallel: 2, canary: 1, stagger: 3s")
    rehearsal.inputs["release"] = "2"
    let steps = try rehearsal.plan().steps
    let position = { (suffix: String) in
      steps.firstIndex { $0.id.description == "services.web" + suffix } ?? -1
    }
    let promote = position("/promote")
    #expect(steps[promote].control?.name == "approve")
    #expect(position("[0]/healthy") < promote)
    for index in 1...4 { #expect(promote < position("[\(index)]/interrupt")) }
    #expect(steps[position("/stagger[1]")].delay == .seconds(3))
    #expect(position("[2]/healthy") < position("/stagger[2]"))
    #expect(position("/stagger[2]") < position("[3]/interrupt"))
    try rehearsal.edit("canary: 1", "canary: 1, auto_promote: true")
    #expect(try rehearsal.plan().steps.allSatisfy { $0.control == nil })
    try rehearsal.deploy(seed: 3)
  }

  @Test("Recreation interrupts all at once")
  func recreation() throws {
    var rehearsal = try deployed(count: 4)
    try rehearsal.edit("strategy: rolling", "strategy: recreate")
    rehearsal.inputs["release"] = "2"
    #expect(mostAway(try rehearsal.plan(), "services.web[") == 4)
  }

  @Test("An instance drains, stops, changes, starts, and is healthy for its time")
  func order() throws {
    var rehearsal = try deployed(count: 1)
    rehearsal.inputs["release"] = "2"
    let steps = try rehearsal.plan().steps.filter { $0.phase == "services.web[0]" }
    #expect(
      steps.map { $0.id.description.split(separator: "/").last } == [
        "interrupt", "drain[0]", "drain[1]", "stop", "files", "start", "healthy",
      ])
    #expect(steps[2].delay == .seconds(1))
    #expect(steps.last?.input["stable_ms"] == 2000)
  }

  @Test("New instances are not held up by those that restart")
  func growing() throws {
    var rehearsal = try deployed(count: 2)
    rehearsal.inputs["release"] = "2"
    rehearsal.inputs["web_count"] = 4
    let plan = try rehearsal.plan()
    let needs = ancestors(plan)
    for index in 2...3 {
      let before = needs[StepID("services.web[\(index)]/healthy")] ?? []
      #expect(!before.contains { $0.description.hasSuffix("/interrupt") })
    }
    #expect(mostAway(plan, "services.web[") == 1)
  }

  /// A step that failed and changed nothing leaves the records as they were.
  @Test(
    "One that was left broken comes back before another is interrupted", arguments: [true, false])
  func brokenFirst(isRecorded: Bool) throws {
    for failed in ["stop", "start", "healthy"] {
      var rehearsal = try deployed(count: 3)
      rehearsal.inputs["release"] = "2"
      let first = try rehearsal.plan()
      let position = try #require(
        first.steps.firstIndex { $0.id == StepID("services.web[1]/\(failed)") })
      try rehearsal.apply(first, first: position)
      if isRecorded {
        try rehearsal.perform(first.steps[position], of: first, fails: true)
      }
      for release in ["1", "2", "3"] {
        rehearsal.inputs["release"] = .string(release)
        let next = try rehearsal.plan()
        let needs = ancestors(next)
        let interrupted = next.steps.filter { $0.id.description.hasSuffix("/interrupt") }
        for step in interrupted where step.phase != "services.web[1]" {
          let before = needs[step.id] ?? []
          #expect(before.contains(StepID("services.web[1]/healthy")), "\(failed) \(release)")
        }
        #expect(mostAway(next, "services.web[") <= 1)
      }
    }
  }

  @Test("A template over a group leads to a reload when the group grows or shrinks")
  func reload() throws {
    var rehearsal = try deployed(count: 2)
    for (count, gone) in [(4, []), (1, [1, 2, 3])] {
      rehearsal.inputs["web_count"] = .integer(count)
      let plan = try rehearsal.plan()
      let change = try #require(plan.changes.first { $0.address.description == "services.proxy" })
      #expect(change.kind == .update)
      let steps = plan.steps.filter { $0.phase == "services.proxy" }
      #expect(
        steps.map { $0.id.description.split(separator: "/").last } == [
          "files", "reload", "reloaded", "healthy",
        ])
      let needs = ancestors(plan)
      for index in gone {
        let stop = needs[StepID("services.web[\(index)]/drain[0]")] ?? []
        #expect(stop.contains(StepID("services.proxy/healthy")))
      }
      if gone.isEmpty {
        let files = needs[StepID("services.proxy/reload")] ?? []
        #expect(files.contains(StepID("services.web[3]/healthy")))
      }
      try rehearsal.deploy(seed: 9)
    }
  }

  @Test("What uses a changing machine waits for it")
  func machine() throws {
    var rehearsal = try deployed(count: 1)
    try rehearsal.edit("edge: {target: main}", "edge: {target: main, cpus: 2}")
    try rehearsal.edit("run: exec proxy", "run: exec proxy -v")
    let before = ancestors(try rehearsal.plan())[StepID("services.proxy/interrupt")] ?? []
    #expect(before.contains(StepID("machines.edge/ensure")))
  }

  private func ancestors(_ plan: Plan) -> [StepID: Set<StepID>] {
    var found: [StepID: Set<StepID>] = [:]
    for step in plan.steps {
      found[step.id] = step.needs.reduce(into: Set(step.needs)) { $0.formUnion(found[$1] ?? []) }
    }
    return found
  }
}
