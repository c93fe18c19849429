import BlueprintModel

/// The keys of an output.
enum OutputKey: String, ConstructKey {
  case value, description

  static let construct = "an output"
  static let required: [OutputKey] = [.value]
  static let unsupported = ["secret", "type"]
}

extension BlueprintDecoder {
  func output(_ member: Fields<BlueprintKey>.Member) -> OutputDeclaration {
    let fields = Fields<OutputKey>(member.value, at: member.place, log: log)
    return OutputDeclaration(
      name: member.name, place: member.place, value: fields[.value],
      description: fields.text(.description) ?? "")
  }
}
