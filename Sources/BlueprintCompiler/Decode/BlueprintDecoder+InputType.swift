import BlueprintModel

/// The keys of a type within another: of a list's elements, a map's values, an object's property.
enum TypeKey: String, ConstructKey {
  case type, items, properties, optional, description

  static let construct = "a type"
  static let required: [TypeKey] = [.type]
}

extension BlueprintDecoder {
  /// The type that the keys `type`, `items` and `properties` of a construct describe.
  func inputType<Key>(
    _ fields: Fields<Key>, _ type: Key, _ items: Key, _ properties: Key
  ) -> InputType? {
    guard let name = typeName(fields.scalarNode(type)) else { return nil }
    if let place = fields.place(of: items), name != .list, name != .map {
      log.report(DecodeProblem.badConstraint("items", type: name.rawValue), at: place)
    }
    if let place = fields.place(of: properties), name != .object {
      log.report(DecodeProblem.badConstraint("properties", type: name.rawValue), at: place)
    }
    if name == .object, fields[properties] == nil, let place = fields.place(of: type) {
      log.report(DecodeProblem.missingKey("properties", construct: "an object"), at: place)
    }
    let members = name == .object ? fields.members(properties, named: nil) : []
    return InputType(
      name, items: fields[items].flatMap { nestedType($0).type },
      properties: members.compactMap(property))
  }

  /// A type's name, or a map with `type`.
  func nestedType(_ node: YAMLNode) -> (type: InputType?, isOptional: Bool) {
    if node.kind == .scalar {
      return (typeName(node).map { InputType($0, items: nil) }, false)
    }
    let fields = Fields<TypeKey>(node, at: node.firstPlace, log: log)
    _ = fields.text(.description)
    return (
      inputType(fields, .type, .items, .properties), fields.boolean(.optional) ?? false
    )
  }

  private func property(_ member: Fields<TypeKey>.Member) -> InputProperty? {
    if !NamePattern.variable.matches(member.name) {
      let problem = DecodeProblem.badName(member.name, construct: "a property", .variable)
      log.report(problem, at: member.place)
    }
    let (type, isOptional) = nestedType(member.value)
    return type.map { InputProperty(name: member.name, type: $0, isOptional: isOptional) }
  }

  private func typeName(_ node: YAMLNode?) -> InputType.Name? {
    guard let node else { return nil }
    if let name = InputType.Name(rawValue: node.text) { return name }
    let choices = InputType.Name.allCases.map(\.rawValue)
    let problem = DecodeProblem.notOneOf("type", text: node.text, choices: choices)
    log.report(problem, at: node.place)
    return nil
  }
}
