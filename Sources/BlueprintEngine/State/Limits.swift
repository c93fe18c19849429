import BlueprintModel

/// How much a run may have in flight.
public struct Limits: Sendable, Hashable {
  /// Calls in flight in all; 0 lets nothing new begin.
  public var total: Int
  /// Calls in flight of each provider that has a limit of its own.
  public var perProvider: [String: Int]

  /// At most `total` calls, and of each provider as many as it takes.
  public init(total: Int, perProvider: [String: Int] = [:]) {
    self.total = total
    self.perProvider = perProvider
  }

  /// Nothing new may begin.
  public static let nothing = Limits(total: 0)
}

/// The calls that a driver has in flight: the part of a run's state that is in no journal,
/// because it dies with the driver.
public struct InFlight: Sendable, Hashable {
  /// The provider of each step in flight.
  private var providers: [StepID: String] = [:]
  private var counts: [String: Int] = [:]

  /// Nothing in flight.
  public init() {}

  /// The number of calls.
  public var count: Int { providers.count }

  /// Whether there is none.
  public var isEmpty: Bool { providers.isEmpty }

  /// Whether a call of `step` is in flight.
  public func contains(_ step: StepID) -> Bool { providers[step] != nil }

  /// The number of calls to a provider.
  public func count(of provider: String) -> Int { counts[provider] ?? 0 }

  /// Notes that a call of `step` is in flight.
  public mutating func insert(_ step: StepID, provider: String) {
    remove(step)
    providers[step] = provider
    counts[provider, default: 0] += 1
  }

  /// Notes that the call of `step` was answered or given up.
  public mutating func remove(_ step: StepID) {
    guard let provider = providers.removeValue(forKey: step) else { return }
    counts[provider, default: 1] -= 1
  }
}
