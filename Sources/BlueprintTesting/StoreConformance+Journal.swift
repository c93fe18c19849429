import BlueprintEngine
import BlueprintModel

extension StoreConformance {
  static let journal = [
    StoreConformance("appended facts come back as entries, in order") { store in
      let lease = try await Conformance.claimed(store)
      let failure = Failure(
        .permanent, code: "no", "größer \"so\"\n", changed: .no, output: ["1", "2"], help: "h")
      let facts: [Fact] = [
        Conformance.intent("a"),
        .lost(step: StepID("a"), attempt: 1, reason: "gone"),
        .outcome(step: StepID("a"), attempt: 1, .again(after: .seconds(2))),
        .outcome(step: StepID("a"), attempt: 1, .failed(failure)),
        .outcome(step: StepID("a"), attempt: 2, .done(handle: ["id": 7], outputs: ["port": 80])),
      ]
      let later = Conformance.t0 + .seconds(1)
      let entries = try await store.append(
        AppendBatch(after: 1, facts: facts), under: lease, at: later)
      try Conformance.require(entries.map(\.fact) == facts, "the facts are what was accepted")
      try Conformance.require(entries.map(\.sequence) == [2, 3, 4, 5, 6], "sequences count up")
      try Conformance.require(
        entries.allSatisfy { $0.at == later && $0.term == lease.term }, "moment and term are kept")
      try await Conformance.require(
        store.entries(of: Conformance.run, after: 1) == entries, "they come back")
      try await Conformance.require(
        store.entries(of: Conformance.run, after: 4) == Array(entries.dropFirst(3)),
        "those after a sequence come back")
    },
    StoreConformance("an append behind the newest entry is refused whole") { store in
      let lease = try await Conformance.claimed(store)
      let batch = AppendBatch(
        after: 1, facts: [Conformance.intent("a")], resources: [.put(Conformance.resource("a"))])
      _ = try await store.append(batch, under: lease, at: Conformance.t0)
      for wrong in [0, 1, 3] {
        let late = AppendBatch(
          after: wrong, facts: [Conformance.intent("b")],
          resources: [.put(Conformance.resource("b"))])
        try await Conformance.requireError(
          "after \(wrong) conflicts", { $0 == .conflict(sequence: 2) }
        ) {
          try await store.append(late, under: lease, at: Conformance.t0)
        }
      }
      try await Conformance.require(
        store.entries(of: Conformance.run, after: 0).count == 2, "no entry was added")
      try await Conformance.require(
        store.deployment("shop")?.resources.count == 1, "no resource was added")
    },
    StoreConformance("a lease that was taken over can write nothing") { store in
      let old = try await Conformance.claimed(store)
      let present = try await Conformance.claim(
        store, worker: 2, evicting: old.term, at: Conformance.t0)
      try await Conformance.requireError(
        "the old lease is lost", { $0 == .leaseLost(term: present.term) }
      ) {
        try await store.append(
          AppendBatch(
            after: 1, facts: [Conformance.intent("a")],
            resources: [.put(Conformance.resource("a"))]), under: old, at: Conformance.t0)
      }
      try await Conformance.require(
        store.entries(of: Conformance.run, after: 1).isEmpty, "nothing was written")
      try await Conformance.require(
        store.deployment("shop")?.resources.isEmpty == true, "no resource was written")
    },
    StoreConformance("a lease that has run out can write nothing") { store in
      let lease = try await Conformance.claimed(store)
      try await Conformance.requireError("it is lost", { $0 == .leaseLost(term: lease.term) }) {
        try await store.append(
          AppendBatch(after: 1, facts: [Conformance.intent("a")]), under: lease, at: lease.expiry)
      }
    },
    StoreConformance("a lease that was given back can write nothing") { store in
      let lease = try await Conformance.claimed(store)
      try await store.release(lease, wakeAt: nil)
      try await Conformance.requireError("it is lost", { $0 == .leaseLost(term: lease.term) }) {
        try await store.append(
          AppendBatch(after: 1, facts: [Conformance.intent("a")]), under: lease, at: Conformance.t0)
      }
    },
    StoreConformance("nothing follows the end") { store in
      let lease = try await Conformance.claimed(store)
      let end = AppendBatch(after: 1, facts: [.finished(.failed, outputs: [])])
      _ = try await store.append(end, under: lease, at: Conformance.t0)
      try await Conformance.requireError("it is finished", { $0 == .finished(Conformance.run) }) {
        try await store.append(
          AppendBatch(after: 2, facts: [Conformance.intent("a")]), under: lease, at: Conformance.t0)
      }
    },
  ]
}
