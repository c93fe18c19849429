/// Which names an expression may use, by where it stands.
enum Scope: Hashable {
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

  /// The roots that may be used.
  var roots: [String] {
    switch self {
    case .constants: ["inputs", "locals"]
    case .machines, .outputs: ["inputs", "locals", "machines", "services", "deployment"]
    case .service: ["inputs", "locals", "self", "machines", "services", "deployment"]
    case .port: ["inputs", "locals", "self"]
    }
  }

  /// All roots of the language that this version has.
  static let allRoots = ["inputs", "locals", "self", "machines", "services", "deployment"]
}
