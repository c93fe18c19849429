import BlueprintEngine
import BlueprintModel
import BlueprintTesting

/// What has to be read before a run that was killed can go on: a plan of many steps, of which half
/// are done, their resources, their journal, and the fold of it all.
struct Continuation {
  let steps: Int
  private static let batch = 1_000

  func measure(_ bench: Workbench) async throws {
    let names = (0..<steps).map { "services.api[\($0)]/start" }
    let plan = PlanFixture.plan(names.map { PlanFixture.step($0) })
    let run = RunID("run-000000000001")
    try await bench.store.create(NewRun(id: run, plan: plan, createdBy: "ada"), at: Workbench.now)
    let lease = try await bench.store.claim(
      run, by: RunHarness.holder(1), for: .seconds(3_600), evicting: nil, at: Workbench.now)
    for start in stride(from: 0, to: steps / 2, by: Self.batch) {
      let numbers = start..<min(start + Self.batch, steps / 2)
      let batch = AppendBatch(
        after: 1 + 2 * start, facts: numbers.flatMap(Workbench.facts),
        resources: numbers.map { .put(Self.resource(names[$0])) })
      _ = try await bench.store.append(batch, under: lease, at: Workbench.now)
    }
    try await read(run, bench)
  }

  private func read(_ run: RunID, _ bench: Workbench) async throws {
    let clock = ContinuousClock()
    let used = processorTime()
    let began = clock.now
    let plan = try await bench.store.plan(of: run)
    let planned = clock.now
    let known = try await bench.store.deployment(plan.deployment)?.resources ?? [:]
    let listed = clock.now
    let entries = try await bench.store.entries(of: run, after: 0)
    let decoded = clock.now
    var state = try RunState(run: run, plan: plan, known: known)
    for entry in entries { try state.apply(entry) }
    let folded = clock.now
    report("plan", (planned - began).inSeconds)
    report("resources", (listed - planned).inSeconds)
    report("entries", (decoded - listed).inSeconds)
    report("fold", (folded - decoded).inSeconds)
    report("all", (folded - began).inSeconds)
    report("cpu", processorTime() - used)
  }

  private static func resource(_ name: String) -> Resource {
    Resource(
      address: ResourceAddress(name), target: PlanFixture.target, handle: ["id": 7],
      outputs: ["port": 8_080], applied: ["self": "d"], teardown: [], uses: [], protect: false)
  }
}
