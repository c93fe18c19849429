import BlueprintModel

/// The keys of a requirement.
enum RequirementKey: String, ConstructKey {
  case deployment, outputs

  static let construct = "a requirement"
  static let required: [RequirementKey] = [.deployment]
}

extension BlueprintDecoder {
  func requirement(_ member: Fields<BlueprintKey>.Member) -> RequirementDeclaration {
    let fields = Fields<RequirementKey>(member.value, at: member.place, log: log)
    let outputs = fields.members(.outputs, named: "an output", pattern: .variable).map {
      Located(RequiredOutput(name: $0.name, type: nestedType($0.value).type), at: $0.place)
    }
    return RequirementDeclaration(
      name: member.name, place: member.place, deployment: fields.reference(.deployment),
      outputs: outputs)
  }
}
