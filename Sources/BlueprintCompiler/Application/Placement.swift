import BlueprintModel

/// Where the machines of a group may be.
public struct Placement: Sendable, Hashable {
  /// How they are spread over failure domains.
  public struct Spread: Sendable, Hashable {
    /// The label that tells the domain: `rack`.
    public var domain: String
    /// Whether it must be kept, or is only wished for.
    public var isRequired: Bool
    /// The largest difference between two domains' numbers of machines; nil for any.
    public var maxSkew: Int?
    /// The smallest number of domains in use; nil for any.
    public var minDomains: Int?
  }

  /// The spreads, each over a domain of its own.
  public var spread: [Spread] = []
  /// Groups whose machines are to be in the same places.
  public var colocateWith: [String] = []
  /// Groups whose machines must be elsewhere.
  public var separateFrom: [String] = []
  /// The values that labels may have, by label.
  public var residency: [String: [String]] = [:]

  /// Whether anything is asked for.
  public var isEmpty: Bool { self == Placement() }

  /// The form in a provider's input.
  public var json: Value {
    var map: ValueMap = [:]
    map.setUnlessEmpty("spread", .list(spread.map(\.json)))
    map.setUnlessEmpty("colocate_with", .list(colocateWith.map(Value.string)))
    map.setUnlessEmpty("separate_from", .list(separateFrom.map(Value.string)))
    let labels = residency.map { ($0.key, Value.list($0.value.map(Value.string))) }
    map.setUnlessEmpty("residency", .map(ValueMap(labels)))
    return .map(map)
  }
}

extension Placement.Spread {
  /// The form in a provider's input.
  public var json: Value {
    var map: ValueMap = [
      "domain": .string(domain), "mode": .string(isRequired ? "required" : "preferred"),
    ]
    map.setUnlessEmpty("max_skew", maxSkew.map(Value.integer))
    map.setUnlessEmpty("min_domains", minDomains.map(Value.integer))
    return .map(map)
  }
}
