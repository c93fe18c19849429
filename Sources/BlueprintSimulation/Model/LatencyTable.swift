import BlueprintModel

/// How long calls take, by verb. The first entry that matches counts.
public struct LatencyTable: Sendable, Hashable {
  private var entries: [(verb: Glob, latency: Latency)]

  /// The given times, before the usual ones.
  public init(_ given: [(verb: Glob, latency: Latency)] = []) { entries = given + Self.usual }

  /// How long a call of `verb` takes.
  public func latency(of verb: String) -> Latency {
    entries.first { $0.verb.matches(verb) }?.latency ?? .fixed(.milliseconds(200))
  }

  /// This table with everything always in the middle of its distribution: for estimates.
  public var settled: LatencyTable {
    var table = self
    table.entries = entries.map { ($0.verb, .fixed($0.latency.median)) }
    return table
  }

  /// The verb that stands for the time from a service's start to its health.
  static let startUp = "startup"

  private static let usual: [(verb: Glob, latency: Latency)] = [
    entry("machine.ensure", 20_000, 40_000), entry("machine.delete", 3_000, 8_000),
    entry("machine.observe", 100, 400), entry("machine.re*", 15_000, 45_000),
    entry("machine.*snapshot", 5_000, 20_000), entry("machine.*", 1_000, 5_000),
    entry("volume.*", 2_000, 8_000), entry("packages.ensure", 5_000, 20_000),
    entry("host.put", 100, 500), entry("host.get", 500, 3_000), entry("host.job", 300, 2_000),
    entry("service.ensure", 300, 1_000), entry("service.*", 200, 1_000),
    entry("health.*", 50, 200), entry("http.request", 20, 200), entry("backup.*", 500, 3_000),
    entry(startUp, 500, 2_500), entry("target.check", 100, 500),
  ]

  private static func entry(
    _ verb: String, _ from: Int, _ to: Int
  ) -> (verb: Glob, latency: Latency) {
    (Glob(verb), .uniform(.milliseconds(from), .milliseconds(to)))
  }

  public static func == (left: LatencyTable, right: LatencyTable) -> Bool {
    left.entries.elementsEqual(right.entries, by: ==)
  }

  public func hash(into hasher: inout Hasher) {
    for entry in entries {
      hasher.combine(entry.verb)
      hasher.combine(entry.latency)
    }
  }
}
