import BlueprintModel

/// Where an input's value was given, the weakest first.
public enum InputOrigin: Sendable, Hashable {
  /// Kept from the deployment's last revision.
  case remembered
  /// A secret kept sealed; it counts only as long as the input is a secret.
  case sealed
  /// A file given with `--var-file`, by its path.
  case variableFile(String)
  /// `BLUEPRINT_VAR_name`.
  case environment
  /// `--var`, or an answer at the terminal.
  case variable

  var rank: Int {
    switch self {
    case .remembered, .sealed: 0
    case .variableFile: 1
    case .environment: 2
    case .variable: 3
    }
  }
}

/// A value that the user gave for an input.
public struct GivenInput: Sendable, Hashable {
  /// What was given.
  public enum Content: Sendable, Hashable {
    /// Text, still to be read as the input's type.
    case text(String)
    /// A value from a file or from an earlier revision.
    case value(Value)
  }

  /// The input's name.
  public var name: String
  /// What was given.
  public var content: Content
  /// Where it was given; of several the strongest counts, of equal ones the last.
  public var origin: InputOrigin

  /// The value `content` for the input `name`.
  public init(_ name: String, _ content: Content, origin: InputOrigin) {
    self.name = name
    self.content = content
    self.origin = origin
  }
}

/// An input that has neither a value nor a default.
public struct MissingInput: Sendable, Hashable {
  /// The input's name.
  public var name: String
  /// Its type as the blueprint writes it.
  public var type: String
  /// What it is for.
  public var description: String
  /// Whether it must not be shown while it is typed.
  public var isSecret: Bool
}
