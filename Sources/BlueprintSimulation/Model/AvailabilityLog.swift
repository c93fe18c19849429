import BlueprintModel

/// When each service instance was healthy.
struct AvailabilityLog: Sendable, Hashable {
  /// A stretch of time in which an instance was healthy.
  struct Stretch: Sendable, Hashable {
    let instance: String
    let from: Timestamp
    let to: Timestamp
  }

  /// Stretches that are over.
  private(set) var stretches: [Stretch] = []
  /// Since when each instance is healthy, or from when on it will be.
  private(set) var since: [String: Timestamp] = [:]

  /// The instance is healthy from `moment` on.
  mutating func open(_ instance: String, at moment: Timestamp) {
    close(instance, at: moment)
    since[instance] = moment
  }

  /// The instance is not healthy any more.
  mutating func close(_ instance: String, at moment: Timestamp) {
    guard let from = since.removeValue(forKey: instance), from < moment else { return }
    stretches.append(Stretch(instance: instance, from: from, to: moment))
  }

  /// Forgets what is over: the next operation begins.
  mutating func beginAnew() { stretches = [] }

  /// The fewest healthy instances of each service at any moment from `start` to `end`, both
  /// included.
  func lowest(from start: Timestamp, to end: Timestamp) -> [String: Int] {
    var changes: [String: [(at: Int, change: Int)]] = [:]
    func add(_ instance: String, _ from: Timestamp, _ to: Timestamp) {
      guard to > start, from <= end else { return }
      let service = ResourceAddress(instance).serviceName
      // A stretch that ends where the next one begins leaves no gap: beginnings sort first.
      changes[service, default: []].append((max(from, start).milliseconds, 1))
      if to <= end { changes[service, default: []].append((to.milliseconds, -1)) }
    }
    for stretch in stretches { add(stretch.instance, stretch.from, stretch.to) }
    for (instance, from) in since { add(instance, from, Timestamp(milliseconds: .max)) }
    return changes.mapValues { changes in
      let sorted = changes.sorted { $0.at == $1.at ? $0.change > $1.change : $0.at < $1.at }
      var count = 0
      var lowest = sorted.first?.at == start.milliseconds ? Int.max : 0
      for (index, change) in sorted.enumerated() {
        count += change.change
        let isLastOfMoment = index + 1 == sorted.count || sorted[index + 1].at != change.at
        if isLastOfMoment { lowest = min(lowest, count) }
      }
      return lowest == .max ? count : lowest
    }
  }

  /// How many instances of each service are healthy at `moment`.
  func count(at moment: Timestamp) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (instance, from) in since where from <= moment {
      counts[ResourceAddress(instance).serviceName, default: 0] += 1
    }
    return counts
  }
}

extension ResourceAddress {
  /// `services.web` of `services.web[2]` and of `services.web[2].files`.
  var serviceName: String {
    let parts = description.split(separator: ".", maxSplits: 2)
    let name = parts.prefix(2).joined(separator: ".")
    return name.firstIndex(of: "[").map { String(name[..<$0]) } ?? name
  }
}
