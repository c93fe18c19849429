import BlueprintExpressions
import BlueprintModel

/// A procedure of the author's, resolved.
public struct ActionSpec: Sendable {
  /// The name; an imported one has its namespace in front, `pg.vacuum`.
  public var name: String
  /// What it is for, for people.
  public var description: String
  /// What it does.
  public var steps: [StepSpec]
  /// Where it is declared: the key.
  public var place: Place
  /// The values that it is given.
  var declarations: [InputDeclaration]
}

/// An input of an action, as people are told of it.
public struct ActionInput: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The type as the blueprint writes it.
  public var type: String
  /// What it is for.
  public var description: String
  /// Whether it must not be seen.
  public var isSecret: Bool
  /// Whether it has no default.
  public var isRequired: Bool
}

extension ActionSpec {
  /// The inputs, in the order of the text.
  public var inputs: [ActionInput] {
    declarations.map { declaration in
      ActionInput(
        name: declaration.name, type: declaration.type?.name.rawValue ?? "any",
        description: declaration.description, isSecret: declaration.isSecret,
        isRequired: declaration.defaultValue == nil)
    }
  }

  /// The name under which a secret input's value is kept.
  static func secret(_ input: String, of action: String) -> String { "actions.\(action).\(input)" }

  /// Gives the inputs their values, and checks them as the blueprint's own inputs are.
  public func bind(_ given: [GivenInput]) -> ActionInputs {
    let log = DiagnosticLog()
    let bound = InputBinder(log: log).bind(declarations, given: given)
    var inputs = ActionInputs()
    inputs.missing = bound.missing
    inputs.diagnostics = log.sorted
    inputs.given = bound.given
    for declaration in declarations {
      let name = declaration.name
      if declaration.isSecret {
        inputs.values[name] = .late("secrets", Self.secret(name, of: self.name))
      } else {
        inputs.values[name] = bound.values[name]
      }
    }
    for (name, value) in bound.secrets {
      inputs.secrets[Self.secret(name, of: self.name)] = value
    }
    return inputs
  }
}

/// The inputs of one run of an action.
public struct ActionInputs: Sendable {
  /// What `inputs.NAME` stands for.
  var values: [String: BoundValue] = [:]
  /// The values that the user gave, without secrets.
  public internal(set) var given: ValueMap = [:]
  /// The values of secrets, by the name under which they are to be sealed.
  public internal(set) var secrets: [String: Value] = [:]
  /// Inputs without a value.
  public internal(set) var missing: [MissingInput] = []
  /// What is wrong with them.
  public internal(set) var diagnostics: [Diagnostic] = []

  init() {}

  /// No inputs.
  public static let none = ActionInputs()
}
