/// The keys of a template.
enum TemplateKey: String, ConstructKey {
  case description, parameters, machine, service

  static let construct = "a template"

  /// What the body under this key makes, with its article.
  var product: String { self == .machine ? MachineKey.construct : ServiceKey.construct }
}

extension YAMLNode {
  /// Whether the node names a template that could not be put in its place: what it lacks is not
  /// known.
  var usesTemplate: Bool { self[TemplateUseKey.template] != nil }
}

/// The keys by which a machine group or a service uses a template.
enum TemplateUseKey {
  static let template = "template"
  static let with = "with"
  static let all = [template, with]
}
