import BlueprintModel

/// A check over the application, as the author wrote it.
struct PolicyDeclaration: Sendable {
  var name: String
  var place: Place
  /// What is looked at, one by one.
  var subject: PolicySubject
  /// Which of them; nil for all.
  var condition: YAMLNode?
  /// What must be true; nil after a diagnostic.
  var check: YAMLNode?
  var message: YAMLNode?
  var description: String
  var isWarning: Bool
}

/// What a policy looks at.
enum PolicySubject: String, CaseIterable, Sendable {
  case application, machines, services, targets, schedules
}

/// What becomes of an application that does not keep to a policy.
enum PolicyForce: String, CaseIterable, Sendable { case deny, warn }
