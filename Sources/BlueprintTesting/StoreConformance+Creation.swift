import BlueprintEngine
import BlueprintModel

extension StoreConformance {
  static let creation = [
    StoreConformance("an empty store knows nothing and says so") { store in
      try await Conformance.require(store.run(Conformance.run) == nil, "no run")
      try await Conformance.require(store.runs(of: nil, limit: 9).isEmpty, "no runs")
      try await Conformance.require(store.deployment("shop") == nil, "no deployment")
      try await Conformance.require(store.deployments().isEmpty, "no deployments")
      try await Conformance.requireError(
        "a missing run is not found", { $0 == .notFound(Conformance.run) }
      ) {
        try await store.plan(of: Conformance.run)
      }
      try await Conformance.requireError(
        "a missing run is not found", { $0 == .notFound(Conformance.run) }
      ) {
        try await store.entries(of: Conformance.run, after: 0)
      }
      try await Conformance.requireError(
        "a missing run is not found", { $0 == .notFound(Conformance.run) }
      ) {
        try await Conformance.claim(store, worker: 1, at: Conformance.t0)
      }
    },
    StoreConformance("migrating again changes nothing") { store in
      let plan = PlanFixture.plan([PlanFixture.step("a")])
      try await store.create(Conformance.newRun(plan), at: Conformance.t0)
      try await store.migrate()
      try await Conformance.require(
        store.plan(of: Conformance.run) == plan, "the plan is still there")
    },
    StoreConformance("a created run has its plan, its first entry and the next serial") { store in
      let plan = PlanFixture.plan([PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])])
      try await store.create(Conformance.newRun(plan), at: Conformance.t0)
      try await Conformance.require(store.plan(of: Conformance.run) == plan, "the plan comes back")
      let first = JournalEntry(
        sequence: 1, at: Conformance.t0, term: 0, fact: .created(plan: plan.hash))
      try await Conformance.require(
        store.entries(of: Conformance.run, after: 0) == [first], "the first entry is `created`")
      let state = try await store.deployment("shop")
      try Conformance.require(state?.serial == 1, "the serial counts up")
      try Conformance.require(state?.revision == plan.revision, "the revision is the plan's")
      try Conformance.require(state?.activeRun == Conformance.run, "the run is active")
      let expected = RunRecord(
        id: Conformance.run, deployment: "shop", operation: plan.operation, plan: plan.hash,
        createdBy: "ada", createdAt: Conformance.t0)
      try await Conformance.require(
        store.run(Conformance.run) == expected, "the record is complete")
    },
    StoreConformance("how a run is to be carried out is in its first entry") { store, reopen in
      let settings = RunSettings(policy: .rollback, deadline: Conformance.t0 + .seconds(60))
      let plan = PlanFixture.plan([PlanFixture.step("a")])
      try await store.create(Conformance.newRun(plan, settings: settings), at: Conformance.t0)
      for store in [store, try await reopen()] {
        let facts = try await store.entries(of: Conformance.run, after: 0).map(\.fact)
        try Conformance.require(
          facts == [.created(plan: plan.hash, settings: settings)], "as it was said, not \(facts)")
      }
    },
    StoreConformance("an active run refuses another one of its deployment") { store in
      let plan = PlanFixture.plan([PlanFixture.step("a")])
      try await store.create(Conformance.newRun(plan), at: Conformance.t0)
      let next = PlanFixture.plan([PlanFixture.step("b")], base: 1)
      try await Conformance.requireError(
        "the active run is named", { $0 == .active(Conformance.run) }
      ) {
        try await store.create(Conformance.newRun(next, id: RunID("run-2")), at: Conformance.t0)
      }
      try await Conformance.require(store.run(RunID("run-2")) == nil, "nothing is left behind")
    },
    StoreConformance("a stale plan is refused and leaves nothing") { store in
      let stale = PlanFixture.plan([PlanFixture.step("a")], base: 3)
      try await Conformance.requireError("it is stale", { $0 == .stale(base: 3, serial: 0) }) {
        try await store.create(Conformance.newRun(stale), at: Conformance.t0)
      }
      try await Conformance.require(store.deployment("shop") == nil, "nothing is left behind")
    },
    StoreConformance("runs are listed newest first") { store in
      for number in 0..<3 {
        let id = RunID("run-\(9 - number)")
        let plan = PlanFixture.plan([], base: number)
        try await store.create(Conformance.newRun(plan, id: id), at: Conformance.t0)
        let lease = try await Conformance.claim(store, worker: 1, at: Conformance.t0, id: id)
        try await Conformance.finish(store, lease, after: 1, .succeeded)
      }
      let ids = try await store.runs(of: "shop", limit: 2).map(\.id.description)
      try Conformance.require(ids == ["run-7", "run-8"], "the newest two, not \(ids)")
      try await Conformance.require(store.runs(of: "other", limit: 9).isEmpty, "of that deployment")
      try await Conformance.require(store.runs(of: nil, limit: 9).count == 3, "or of all")
    },
  ]
}
