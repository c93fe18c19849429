import BlueprintModel

/// One use of a template: what its parameters are, and what they are given.
struct Frame: Sendable {
  /// What it is for.
  enum Kind: Sendable, Equatable {
    /// There is no template.
    case none
    /// A machine group or service uses the template; expressions stand in the scope.
    case use(Scope)
    /// Nobody uses the template; it is checked with values of its parameters' types.
    case sample
  }

  /// What it is for.
  var kind: Kind
  /// The template, as the author of the use named it.
  var template: String
  /// Where it is used.
  var use: Place
  /// The template's `parameters`; nil if it has none.
  var parameters: NodeReference?
  /// The use's `with`; nil if it has none.
  var arguments: NodeReference?

  /// No use of a template.
  static let none = Frame(
    kind: .none, template: "",
    use: Place(
      file: "",
      range: SourceRange(
        start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 1))))

  /// The name of what a template makes that nobody uses; no author can give it to anything.
  static func sampleName(_ template: String) -> String { "templates.\(template)" }
}

/// A template that nobody uses, for the passes that check it.
struct TemplateSample: Sendable {
  /// The template's name.
  var name: String
  /// What it makes.
  var key: TemplateKey
  /// Where it is declared: the key.
  var place: Place
  /// Its body.
  var body: NodeReference
}
