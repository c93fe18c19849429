/// A target as a plan uses it: which provider, with which settings.
public struct TargetBinding: Sendable, Hashable, JSONRepresentable {
  /// The target's name in the blueprint.
  public var name: String
  /// The provider's name, as in its manifest.
  public var provider: String
  /// The provider's settings for this target.
  public var settings: Value

  /// A target `name` served by `provider`.
  public init(name: String, provider: String, settings: Value = .map([:])) {
    self.name = name
    self.provider = provider
    self.settings = settings
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    provider = try json.requiredString("provider")
    settings = json["settings"] ?? .map([:])
  }

  public var json: Value {
    ["name": .string(name), "provider": .string(provider), "settings": settings]
  }
}
