import BlueprintModel

/// What the parameters of a template's use are, and what they are given.
struct FrameDeclaration: Sendable {
  /// What it is for.
  var kind: Frame.Kind
  /// The template, as the author of the use named it.
  var template: String
  /// Where the template is named.
  var use: Place
  /// The parameters by name.
  var parameters: [String: InputDeclaration]
  /// The values of `with`.
  var arguments: [NamedNode]
}

/// A template that nobody uses, decoded as what it makes.
enum TemplateDeclaration: Sendable {
  case machine(MachineDeclaration)
  case service(ServiceDeclaration)
}
