import BlueprintExpressions
import BlueprintModel

/// A group of like machines.
public struct MachineGroup: Sendable {
  /// The group's name.
  public var name: String
  /// The target that they come from.
  public var target: String
  /// How many; nil for a single machine that is addressed without an index.
  public var count: Int?
  /// What the provider is told: `image cpus memory volumes labels settings`, without those that
  /// the blueprint leaves out.
  public var specification: BoundValue
  /// Where they may be.
  public var placement: Placement
  /// Whether it may be deleted only when named.
  public var protect: Bool
  /// What must be ready first: names of machine groups and services.
  public var needs: [Need]
  /// Where it is declared: the key.
  public var place: Place
  /// Where `count` stands, if it does.
  public var countPlace: Place?
}

/// Something that must be ready first.
public struct Need: Sendable, Hashable {
  /// What is needed.
  public enum Subject: Sendable, Hashable {
    /// A machine group, by name.
    case machines(String)
    /// A service, by name.
    case service(String)
  }

  /// What is needed.
  public var subject: Subject
  /// Where the need comes from: an entry of `needs`, or an expression that refers to it.
  public var place: Place
}
