import BlueprintExpressions
import BlueprintModel

/// The blueprint after resolution: typed, inputs bound, references checked. What is left in its
/// ``BoundValue``s are references to machines, services, `self` and secrets, which the planner
/// binds for each instance.
public struct Application: Sendable {
  /// The blueprint's `name`.
  public var name: String
  /// The blueprint's `version`, empty if it states none.
  public var version: String
  /// The blueprint's `description`.
  public var description: String
  /// The digest of everything that was read: the blueprint and the files it names.
  public var source: Digest
  /// Targets by name.
  public var targets: [TargetSpec]
  /// Machine groups by name.
  public var machines: [MachineGroup]
  /// Services by name.
  public var services: [Service]
  /// Actions by name.
  public var actions: [ActionSpec]
  /// What happens again and again.
  public var schedules: [Schedule]
  /// Other deployments whose outputs are used.
  public var requirements: [Requirement]
  /// Outputs by name.
  public var outputs: [OutputSpec]
  /// The values of inputs that the user gave, without secrets.
  public var givenInputs: ValueMap
  /// The profiles that were applied, in order.
  public var profiles: [String]
  /// The values of all secret inputs, by name; they leave the compiler only to be sealed.
  public var secrets: [String: Value]
}

/// A target of the blueprint.
public struct TargetSpec: Sendable {
  /// Name, provider and settings.
  public var binding: TargetBinding
  /// Where it is declared.
  public var place: Place
}

/// An output of the blueprint.
public struct OutputSpec: Sendable {
  /// The name.
  public var name: String
  /// The value.
  public var value: BoundValue
  /// What it is, for people.
  public var description: String
  /// Whether it must not be shown unless it is asked for.
  public var isSecret: Bool
  /// Where the value stands.
  public var place: Place
}
