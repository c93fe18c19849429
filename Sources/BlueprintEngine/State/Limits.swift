import BlueprintModel

/// Something of which only so much may be in use at once.
public enum LimitKey: Sendable, Hashable {
  /// The calls to a provider.
  case provider(String)
  /// The calls for a target.
  case target(String)
  /// A pool that steps name.
  case pool(String)
}

/// How much a run may have in flight.
public struct Limits: Sendable, Hashable {
  /// Calls in flight in all; 0 lets nothing new begin.
  public var total: Int
  /// Calls in flight of each kind that has a limit of its own.
  public var most: [LimitKey: Int]

  /// At most `total` calls, and of each kind as many as `most` says.
  public init(total: Int, most: [LimitKey: Int] = [:]) {
    self.total = total
    self.most = most
  }

  /// At most `total` calls, and of each provider as many as it takes.
  public init(total: Int, perProvider: [String: Int]) {
    self.total = total
    most = Dictionary(
      uniqueKeysWithValues: perProvider.map { (LimitKey.provider($0.key), max($0.value, 1)) })
  }

  /// Nothing new may begin.
  public static let nothing = Limits(total: 0)
}

/// The calls that a driver has in flight: the part of a run's state that is in no journal,
/// because it dies with the driver.
public struct InFlight: Sendable, Hashable {
  /// What each step in flight uses up.
  private var steps: [StepID: [LimitKey]] = [:]
  private var counts: [LimitKey: Int] = [:]

  /// Nothing in flight.
  public init() {}

  /// The number of calls.
  public var count: Int { steps.count }

  /// Whether there is none.
  public var isEmpty: Bool { steps.isEmpty }

  /// Whether a call of `step` is in flight.
  public func contains(_ step: StepID) -> Bool { steps[step] != nil }

  /// The number of calls of a kind.
  public func count(of key: LimitKey) -> Int { counts[key] ?? 0 }

  /// Notes that a call of `step` is in flight.
  public mutating func insert(_ step: StepID, using keys: [LimitKey]) {
    remove(step)
    steps[step] = keys
    for key in keys { counts[key, default: 0] += 1 }
  }

  /// Notes that the call of `step` was answered or given up.
  public mutating func remove(_ step: StepID) {
    for key in steps.removeValue(forKey: step) ?? [] { counts[key, default: 1] -= 1 }
  }
}
