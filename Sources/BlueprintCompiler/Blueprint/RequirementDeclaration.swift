import BlueprintModel

/// Another deployment that this one uses.
struct RequirementDeclaration: Sendable {
  var name: String
  var place: Place
  /// The other deployment's name.
  var deployment: Located<String>?
  /// What is used of it.
  var outputs: [Located<RequiredOutput>]
}

/// An output of another deployment.
struct RequiredOutput: Sendable {
  var name: String
  /// Nil after a diagnostic.
  var type: InputType?
}
