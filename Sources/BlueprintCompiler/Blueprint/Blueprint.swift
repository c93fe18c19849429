import BlueprintModel

/// The author's description after decoding: every key known, every shape right, names not yet
/// looked up and expressions not yet read. Values that may hold expressions are still nodes.
struct Blueprint: Sendable {
  var name: String
  var version: String
  var description: String
  var inputs: [InputDeclaration]
  var locals: [LocalDeclaration]
  var targets: [TargetDeclaration]
  var machines: [MachineDeclaration]
  var services: [ServiceDeclaration]
  var actions: [ActionDeclaration]
  var schedules: [ScheduleDeclaration]
  var requirements: [RequirementDeclaration]
  /// The blueprint's own and those of the files that it imports.
  var policies: [PolicyDeclaration]
  var outputs: [OutputDeclaration]
  /// The uses of templates; the first stands for none.
  var frames: [FrameDeclaration]
  /// The templates that nobody uses.
  var templates: [TemplateDeclaration]
}

/// A named value for use in expressions.
struct LocalDeclaration: Sendable {
  var name: String
  var place: Place
  var value: YAMLNode
}

/// A named place where machines come from.
struct TargetDeclaration: Sendable {
  var name: String
  var place: Place
  /// Nil after a diagnostic, here and wherever a declaration lacks what the language requires.
  var provider: Located<String>?
  /// All keys besides `provider`.
  var settings: [NamedNode]
}

/// A value under a name whose set the language does not fix.
struct NamedNode: Sendable {
  var name: String
  var place: Place
  var value: YAMLNode
}

/// A named result of the deployment.
struct OutputDeclaration: Sendable {
  var name: String
  var place: Place
  var value: YAMLNode?
  var description: String
  /// The type that the value must have; nil for any.
  var type: InputType?
  var isSecret: Bool
}
