/// How long something takes in a simulation: one time, or a distribution of times.
public enum Latency: Sendable, Hashable {
  /// Always the same.
  case fixed(Duration)
  /// Anything between the two, evenly.
  case uniform(Duration, Duration)
  /// Mostly short, with this mean.
  case exponential(mean: Duration)
  /// Mostly around the median; one in a hundred takes `p99` or more.
  case longTail(median: Duration, p99: Duration)

  /// The time in the middle: half of all take longer.
  public var median: Duration {
    switch self {
    case .fixed(let span): span
    case .uniform(let from, let to): (from + to) / 2
    case .exponential(let mean): .milliseconds(mean.milliseconds * 693 / 1000)
    case .longTail(let median, _): median
    }
  }
}

extension Latency: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    if let span = json.duration {
      self = .fixed(span)
    } else if let from = json["from"]?.duration, let to = json["to"]?.duration, from <= to {
      self = .uniform(from, to)
    } else if let mean = json["mean"]?.duration {
      self = .exponential(mean: mean)
    } else if let median = json["median"]?.duration, let p99 = json["p99"]?.duration,
      median <= p99
    {
      self = .longTail(median: median, p99: p99)
    } else {
      throw JSONShapeError("expected a duration, `from` and `to`, `mean`, or `median` and `p99`")
    }
  }

  public var json: Value {
    func text(_ span: Duration) -> Value { .string(span.blueprintText) }
    return switch self {
    case .fixed(let span): text(span)
    case .uniform(let from, let to): ["from": text(from), "to": text(to)]
    case .exponential(let mean): ["mean": text(mean)]
    case .longTail(let median, let p99): ["median": text(median), "p99": text(p99)]
    }
  }
}
