import BlueprintModel

/// Another deployment whose outputs this application uses.
public struct Requirement: Sendable {
  /// What the blueprint calls it.
  public var name: String
  /// The other deployment's name.
  public var deployment: String
  /// The outputs that are used.
  public var outputs: [String]
  /// Where it is declared.
  public var place: Place
}
