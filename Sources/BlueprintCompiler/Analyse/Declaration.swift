import BlueprintModel

/// What a name of a blueprint stands for, whatever place it is used at.
public struct Symbol: Sendable, Hashable {
  /// What can be declared.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case input, local, target, profile, template, parameter, machine, service, endpoint, action
    case schedule, requirement, policy, output, namespace

    /// The kind in words.
    public var noun: String {
      switch self {
      case .machine: "machine group"
      case .requirement: "required deployment"
      default: rawValue
      }
    }
  }

  /// What is declared.
  public var kind: Kind
  /// The file that declares it.
  public var file: String
  /// What it is part of: `templates.NAME`, `services.NAME`, `actions.NAME`; empty for what stands
  /// at the top of a file.
  public var owner: String
  /// The name.
  public var name: String

  /// What `name` stands for in `file`; see the properties for the parameters.
  public init(kind: Kind, file: String, owner: String, name: String) {
    self.kind = kind
    self.file = file
    self.owner = owner
    self.name = name
  }
}

/// A declared name and what is known of it.
public struct Declaration: Sendable {
  /// What it is.
  public var symbol: Symbol
  /// The name itself, without quotes.
  public var place: Place
  /// The whole declaration.
  public var extent: Place
  /// The type of its value, or what else describes it in a few words.
  public var type = ""
  /// What the author says of it.
  public var description = ""
  /// Its value where that is known; never a secret's.
  public var value: Value?
  /// Whether its value is a secret.
  public var isSecret = false
  /// What a machine group or service is counted by; nil for a single one.
  public var count: Int?
  /// What a service's or machine group's template is called; nil without one.
  var template: String?
  /// Whether it is declared by a profile alone.
  var isPatch = false
}

/// A place that names something.
public struct NameUse: Sendable {
  /// The name itself, without quotes.
  public var place: Place
  /// What it names.
  public var symbol: Symbol
  /// Whether this is where it is declared.
  public var isDeclaration: Bool
  /// Whether it is an entry of `needs`, which may name a service or a machine group.
  public var isNeed: Bool
}

/// A place that names a file.
public struct FileLink: Sendable {
  /// The path, without quotes.
  public var place: Place
  /// The file, as places name it.
  public var file: String
}
