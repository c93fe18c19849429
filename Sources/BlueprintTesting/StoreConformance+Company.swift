import BlueprintEngine
import BlueprintModel

extension StoreConformance {
  /// What must hold when many write at the same time, whether or not a store carries out their
  /// writes together.
  static let company = [
    StoreConformance("runs that append at the same time do not disturb each other") { store in
      var leases: [Lease] = []
      for number in 0..<24 { leases.append(try await Conformance.claimed(store, number: number)) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lease in leases {
          group.addTask { try await append(12, under: lease, to: store) }
        }
        try await group.waitForAll()
      }
      for lease in leases {
        let entries = try await store.entries(of: lease.run, after: 0)
        try Conformance.require(
          entries.map(\.sequence) == Array(1...13), "\(lease.run) has each entry once, in order")
        let names = entries.dropFirst().map(\.fact)
        try Conformance.require(
          names == (1...12).map { Conformance.intent("\(lease.run)/\($0)") }, "and its own facts")
      }
    },
    StoreConformance("a refused append takes nobody with it, and leaves nothing") { store in
      var leases: [Lease] = []
      for number in 0..<24 { leases.append(try await Conformance.claimed(store, number: number)) }
      let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
        for (number, lease) in leases.enumerated() {
          var lease = lease
          let isWrong = number % 3 == 0
          if isWrong { lease.term += 1 }
          let batch = AppendBatch(
            after: number % 3 == 1 ? 7 : 1, facts: [Conformance.intent("a")],
            resources: [.put(Conformance.resource("r"))])
          group.addTask { [lease] in
            do {
              _ = try await store.append(batch, under: lease, at: Conformance.t0)
              return false
            } catch StoreError.leaseLost, StoreError.conflict {
              return true
            }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      try Conformance.require(refused == 16, "16 of 24 are refused, not \(refused)")
      for (number, lease) in leases.enumerated() {
        let count = try await store.entries(of: lease.run, after: 1).count
        try Conformance.require(
          count == (number % 3 == 2 ? 1 : 0), "\(lease.run) has \(count) more entries")
        let resources = try await store.deployment("shop-\(number)")?.resources.count
        try Conformance.require(resources == count, "and as many resources")
      }
    },
    StoreConformance("of appends after the same entry, one is accepted") { store in
      let lease = try await Conformance.claimed(store)
      let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<16 {
          let batch = AppendBatch(after: 1, facts: [Conformance.intent("\(number)")])
          group.addTask {
            do {
              _ = try await store.append(batch, under: lease, at: Conformance.t0)
              return true
            } catch StoreError.conflict(let sequence) {
              try Conformance.require(sequence == 2, "the others learn of entry 2")
              return false
            }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      try Conformance.require(accepted == 1, "one, not \(accepted)")
      try await Conformance.require(
        store.entries(of: Conformance.run, after: 1).count == 1, "and there is one entry")
    },
  ]

  private static func append(
    _ count: Int, under lease: Lease, to store: any StateStore
  ) async throws {
    for turn in 1...count {
      let batch = AppendBatch(after: turn, facts: [Conformance.intent("\(lease.run)/\(turn)")])
      _ = try await store.append(batch, under: lease, at: Conformance.t0)
    }
  }
}
