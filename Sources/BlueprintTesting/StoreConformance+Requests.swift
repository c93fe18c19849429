import BlueprintEngine
import BlueprintModel

extension StoreConformance {
  static let requests = [
    StoreConformance("requests count up over all runs and come back in order") { store in
      let runs = [
        try await Conformance.claimed(store, number: 1).run,
        try await Conformance.claimed(store, number: 2).run,
      ]
      let asked: [RunRequest] = [
        .pause, .settle(StepID("a"), .again), .reject(StepID("b"), reason: "no \"so\""),
        .promote(nil),
      ]
      var filed: [FiledRequest] = []
      for (turn, request) in asked.enumerated() {
        let run = runs[turn % 2]
        let number = try await store.file(request, of: run, by: "ada")
        try Conformance.require(
          number > filed.last?.number ?? 0, "\(number) comes after \(filed.last?.number ?? 0)")
        filed.append(FiledRequest(number: number, run: run, by: "ada", request: request))
      }
      let all = try await store.requests(after: 0)
      try Conformance.require(all == filed, "all of them, whole, not \(all)")
      let later = try await store.requests(after: filed[1].number)
      try Conformance.require(later == Array(filed.dropFirst(2)), "those after a number")
      try await Conformance.require(
        store.requests(after: filed[3].number).isEmpty, "none after the last")
    },
    StoreConformance("only what is asked of unfinished runs is told") { store in
      let first = try await Conformance.claimed(store, number: 1)
      let second = try await Conformance.claimed(store, number: 2)
      _ = try await store.file(.cancel, of: first.run, by: "ada")
      let number = try await store.file(.cancel, of: second.run, by: "ada")
      try await Conformance.finish(store, first, after: 1, .cancelled)
      let left = try await store.requests(after: 0)
      try Conformance.require(left.map(\.run) == [second.run], "the finished one is left out")
      let next = try await store.file(.abort, of: second.run, by: "eve")
      try Conformance.require(next > number, "no number is given out twice")
    },
    StoreConformance("nothing can be asked of a run that is finished or missing") { store in
      let lease = try await Conformance.claimed(store)
      try await Conformance.finish(store, lease, after: 1, .succeeded)
      try await Conformance.requireError("it is finished", { $0 == .finished(Conformance.run) }) {
        try await store.file(.pause, of: Conformance.run, by: "ada")
      }
      let missing = RunID("run-none")
      try await Conformance.requireError("it is missing", { $0 == .notFound(missing) }) {
        try await store.file(.pause, of: missing, by: "ada")
      }
      try await Conformance.require(store.requests(after: 0).isEmpty, "nothing was filed")
    },
    StoreConformance("requests survive the process that filed them") { store, reopen in
      let lease = try await Conformance.claimed(store)
      let number = try await store.file(.promote(StepID("a")), of: lease.run, by: "ada")
      let again = try await reopen()
      let filed = FiledRequest(
        number: number, run: lease.run, by: "ada", request: .promote(StepID("a")))
      try await Conformance.require(again.requests(after: 0) == [filed], "it is still there")
      let next = try await again.file(.proceed, of: lease.run, by: "eve")
      try Conformance.require(next > number, "and numbers count on")
    },
  ]
}
