/// Which names an expression may use, by where it stands.
enum Scope: Hashable, Sendable {
  /// Must be known before anything is made: locals, counts, versions, settings of targets.
  case constants
  /// A machine group's specification.
  case machines(String)
  /// A service: its files, environment, commands.
  case service(String)
  /// A port of a service, from which other things are built.
  case port(ofService: String)
  /// Outputs.
  case outputs
  /// A step of a hook or of an action.
  indirect case step(StepScope)

  /// The roots that may be used.
  var roots: [String] {
    switch self {
    case .constants: ["inputs", "locals"]
    case .machines, .outputs:
      ["inputs", "locals", "machines", "services", "requires", "deployment"]
    case .service: ["inputs", "locals", "self", "machines", "services", "requires", "deployment"]
    case .port: ["inputs", "locals", "self"]
    case .step(let scope): scope.roots
    }
  }

  /// All roots of the language that this version has.
  static let allRoots =
    [
      "inputs", "locals", "parameters", "self", "machines", "services", "requires",
      "deployment",
    ] + StepScope.ownRoots
}
