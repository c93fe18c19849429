import BlueprintEngine
import BlueprintModel

extension StoreConformance {
  static let deployments = [
    StoreConformance("resource changes are applied in order") { store in
      let lease = try await Conformance.claimed(store)
      let changes: [ResourceChange] = [
        .put(Conformance.resource("a", handle: 1)), .put(Conformance.resource("b")),
        .put(Conformance.resource("a", handle: 2)), .remove(ResourceAddress("b")),
        .remove(ResourceAddress("never")),
      ]
      _ = try await store.append(
        AppendBatch(after: 1, facts: [Conformance.intent("a")], resources: changes), under: lease,
        at: Conformance.t0)
      let resources = try await store.deployment("shop")?.resources
      let expected = Conformance.resource("a", handle: 2)
      try Conformance.require(
        resources == [expected.address: expected], "the last word stays, whole")
    },
    StoreConformance("success keeps outputs and ends the run") { store in
      let lease = try await Conformance.claimed(store)
      let outputs = [PlannedOutput(name: "url", value: "http://x", description: "the shop")]
      try await Conformance.finish(store, lease, after: 1, .succeeded, outputs: outputs)
      let state = try await store.deployment("shop")
      try Conformance.require(state?.outputs == outputs, "the outputs are kept")
      try Conformance.require(state?.activeRun == nil, "no run is active")
      try Conformance.require(state?.revision?.number == 1, "the revision stays")
      let record = try await store.run(Conformance.run)
      try Conformance.require(record?.result == .succeeded, "the result is kept")
      try Conformance.require(record?.finishedAt == Conformance.t0, "the end is kept")
    },
    StoreConformance("failure ends the run and keeps the last outputs") { store in
      let lease = try await Conformance.claimed(store)
      let outputs = [PlannedOutput(name: "url", value: "http://x")]
      try await Conformance.finish(store, lease, after: 1, .succeeded, outputs: outputs)
      let second = RunID("run-00000000000b")
      let plan = PlanFixture.plan([PlanFixture.step("b")], base: 1)
      try await store.create(Conformance.newRun(plan, id: second), at: Conformance.t0)
      let next = try await Conformance.claim(store, worker: 1, at: Conformance.t0, id: second)
      try await Conformance.finish(store, next, after: 1, .failed)
      let state = try await store.deployment("shop")
      try Conformance.require(state?.outputs == outputs, "the outputs of the last success stay")
      try Conformance.require(state?.activeRun == nil, "no run is active")
      try Conformance.require(state?.serial == 2, "the serial counted both")
      try Conformance.require(state?.revision?.number == 2, "the revision is what was tried")
      try await Conformance.require(store.run(second)?.result == .failed, "the result is kept")
    },
    StoreConformance("a destroy takes the revision away when nothing is left") { store in
      let lease = try await Conformance.claimed(store)
      _ = try await store.append(
        AppendBatch(
          after: 1, facts: [Conformance.intent("a")], resources: [.put(Conformance.resource("a"))]),
        under: lease, at: Conformance.t0)
      try await Conformance.finish(store, lease, after: 2, .succeeded)
      for (number, result) in [(1, RunResult.failed), (2, .succeeded)] {
        let id = RunID("run-\(number)")
        let destroy = PlanFixture.plan([], base: number, isDestroy: true)
        try await store.create(Conformance.newRun(destroy, id: id), at: Conformance.t0)
        try await Conformance.require(
          store.deployment("shop")?.revision?.number == 1, "the revision stays while it is tried")
        let lease = try await Conformance.claim(store, worker: 1, at: Conformance.t0, id: id)
        let gone: [ResourceChange] = result == .succeeded ? [.remove(ResourceAddress("a"))] : []
        _ = try await store.append(
          AppendBatch(after: 1, facts: [.finished(result, outputs: [])], resources: gone),
          under: lease, at: Conformance.t0)
      }
      let state = try await store.deployment("shop")
      try Conformance.require(state?.revision == nil, "the revision is gone")
      try Conformance.require(state?.serial == 3, "the serial counts on")
      try await Conformance.require(store.deployments() == ["shop"], "the name is remembered")
    },
    StoreConformance("a plan without a revision that leaves resources keeps the revision") {
      store in
      let lease = try await Conformance.claimed(store)
      _ = try await store.append(
        AppendBatch(
          after: 1, facts: [Conformance.intent("a")], resources: [.put(Conformance.resource("a"))]),
        under: lease, at: Conformance.t0)
      try await Conformance.finish(store, lease, after: 2, .succeeded)
      let id = RunID("run-1")
      let plan = PlanFixture.plan([], base: 1, isDestroy: true)
      try await store.create(Conformance.newRun(plan, id: id), at: Conformance.t0)
      let next = try await Conformance.claim(store, worker: 1, at: Conformance.t0, id: id)
      try await Conformance.finish(store, next, after: 1, .succeeded)
      try await Conformance.require(
        store.deployment("shop")?.revision?.number == 1, "what exists has a revision")
    },
    StoreConformance("sealed secrets are kept by deployment and name") { store in
      let bytes: [UInt8] = [0, 255, 1, 0]
      try await store.setSealedSecrets(["a": bytes, "b": []], of: "shop")
      try await store.setSealedSecrets(["b": [7]], of: "shop")
      try await store.setSealedSecrets(["a": [9]], of: "other")
      try await Conformance.require(
        store.sealedSecrets(of: "shop") == ["a": bytes, "b": [7]], "they come back, byte by byte")
      try await Conformance.require(store.sealedSecrets(of: "none").isEmpty, "or there are none")
    },
  ]
}
