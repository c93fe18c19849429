import BlueprintModel

/// The keys of a policy.
enum PolicyKey: String, ConstructKey {
  case description, when, check, message, enforce
  case subject = "for"

  static let construct = "a policy"
  static let required: [PolicyKey] = [.check, .message]
}

extension BlueprintDecoder {
  /// The policies under `key` of the blueprint, or of an imported file whose names start with
  /// `prefix`.
  func policy(_ member: Fields<BlueprintKey>.Member, prefix: String = "") -> PolicyDeclaration {
    let fields = Fields<PolicyKey>(member.value, at: member.place, log: log)
    return PolicyDeclaration(
      name: prefix + member.name, place: member.place,
      subject: fields.choice(.subject, of: PolicySubject.self) ?? .application,
      condition: fields.scalarNode(.when, wanted: "an expression"),
      check: fields.scalarNode(.check, wanted: "an expression"),
      message: fields.scalarNode(.message), description: fields.text(.description) ?? "",
      isWarning: fields.choice(.enforce, of: PolicyForce.self) == .warn)
  }
}
