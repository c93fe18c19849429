import BlueprintEngine
import BlueprintModel

extension StoreConformance {
  static let leases = [
    StoreConformance("terms only grow, also after a release") { store in
      var terms: [Int] = []
      try await store.create(
        Conformance.newRun(PlanFixture.plan([PlanFixture.step("a")])), at: Conformance.t0)
      for worker in 1...3 {
        let lease = try await Conformance.claim(store, worker: worker, at: Conformance.t0)
        terms.append(lease.term)
        try await store.release(lease, wakeAt: nil)
      }
      try Conformance.require(terms == [1, 2, 3], "terms count up, not \(terms)")
    },
    StoreConformance("terms go on growing in the deployment's next run") { store in
      _ = try await Conformance.claimed(store)
      let last = try await Conformance.claim(store, worker: 1, at: Conformance.t0)
      try await Conformance.finish(store, last, after: 1, .failed)
      var plan = PlanFixture.plan([PlanFixture.step("a")])
      plan.base = 1
      let next = RunID("run-00000000000b")
      try await store.create(Conformance.newRun(plan, id: next), at: Conformance.t0)
      let lease = try await Conformance.claim(store, worker: 1, at: Conformance.t0, id: next)
      try Conformance.require(
        lease.term > last.term, "term \(lease.term) comes after \(last.term)")
    },
    StoreConformance("a lease keeps others out until it runs out") { store in
      let lease = try await Conformance.claimed(store)
      try Conformance.require(
        lease.expiry == Conformance.t0 + Conformance.lease, "it ends after its duration")
      try await Conformance.requireError("the holder is named", { $0 == .leased(lease) }) {
        try await Conformance.claim(
          store, worker: 2, at: Conformance.t0 + (Conformance.lease - .milliseconds(1)))
      }
      let next = try await Conformance.claim(store, worker: 2, at: lease.expiry)
      try Conformance.require(next.term == lease.term + 1, "the next term is given")
      try await Conformance.require(store.run(Conformance.run)?.lease == next, "it is shown")
    },
    StoreConformance("only the named term is evicted") { store in
      let lease = try await Conformance.claimed(store)
      try await Conformance.requireError("another term stays", { $0 == .leased(lease) }) {
        try await Conformance.claim(
          store, worker: 2, evicting: lease.term - 1, at: Conformance.t0)
      }
      let next = try await Conformance.claim(
        store, worker: 2, evicting: lease.term, at: Conformance.t0)
      try Conformance.require(next.holder == RunHarness.holder(2), "the new holder has it")
    },
    StoreConformance("a holder may claim again what it holds") { store in
      let lease = try await Conformance.claimed(store)
      let again = try await Conformance.claim(store, worker: 1, at: Conformance.t0)
      try Conformance.require(again.term == lease.term + 1, "under the next term")
    },
    StoreConformance("renewing keeps a lease, and only the present one") { store in
      let lease = try await Conformance.claimed(store)
      let later = Conformance.t0 + .seconds(10)
      let renewed = try await store.renew(lease, for: Conformance.lease, at: later)
      try Conformance.require(renewed.expiry == later + Conformance.lease, "it lasts longer")
      _ = try await store.append(
        AppendBatch(after: 1, facts: [Conformance.intent("a")]), under: lease,
        at: lease.expiry + .seconds(1))
      try await Conformance.requireError("one that ran out is lost", { $0 == .leaseLost(term: 1) })
      {
        try await store.renew(renewed, for: Conformance.lease, at: renewed.expiry)
      }
      let next = try await Conformance.claim(store, worker: 2, at: renewed.expiry)
      try await Conformance.requireError(
        "an old one is lost", { $0 == .leaseLost(term: next.term) }
      ) {
        try await store.renew(renewed, for: Conformance.lease, at: renewed.expiry)
      }
    },
    StoreConformance("a release says when the run wants to be driven, a claim forgets it") {
      store in
      let lease = try await Conformance.claimed(store)
      let wake = Conformance.t0 + .seconds(99)
      try await store.release(lease, wakeAt: wake)
      let record = try await store.run(Conformance.run)
      try Conformance.require(record?.wakeAt == wake, "the wake time is shown")
      try Conformance.require(record?.lease == nil, "the lease is gone")
      _ = try await Conformance.claim(store, worker: 2, at: Conformance.t0)
      try await Conformance.require(store.run(Conformance.run)?.wakeAt == nil, "it is forgotten")
    },
    StoreConformance("releasing a lost lease does no harm") { store in
      let old = try await Conformance.claimed(store)
      let present = try await Conformance.claim(
        store, worker: 2, evicting: old.term, at: Conformance.t0)
      try await store.release(old, wakeAt: Conformance.t0)
      let record = try await store.run(Conformance.run)
      try Conformance.require(record?.lease == present, "the present lease stays")
      try Conformance.require(record?.wakeAt == nil, "and there is no wake time")
    },
    StoreConformance("a finished run cannot be claimed") { store in
      let lease = try await Conformance.claimed(store)
      try await Conformance.finish(store, lease, after: 1, .succeeded)
      try await Conformance.requireError("it is finished", { $0 == .finished(Conformance.run) }) {
        try await Conformance.claim(store, worker: 1, at: Conformance.t0)
      }
    },
  ]
}
