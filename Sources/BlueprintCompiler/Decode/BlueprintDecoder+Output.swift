import BlueprintModel

/// The keys of an output.
enum OutputKey: String, ConstructKey {
  case value, description, type, items, properties, secret

  static let construct = "an output"
  static let required: [OutputKey] = [.value]
}

extension BlueprintDecoder {
  func output(_ member: Fields<BlueprintKey>.Member) -> OutputDeclaration {
    let fields = Fields<OutputKey>(member.value, at: member.place, log: log)
    let type = fields[.type].flatMap { _ in inputType(fields, .type, .items, .properties) }
    return OutputDeclaration(
      name: member.name, place: member.place, value: fields[.value],
      description: fields.text(.description) ?? "", type: type,
      isSecret: fields.boolean(.secret) ?? false)
  }
}
