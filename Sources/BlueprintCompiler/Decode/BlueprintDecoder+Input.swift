import BlueprintModel

/// The keys of an input.
enum InputKey: String, ConstructKey {
  case type, items, description, secret, minimum, maximum, pattern
  case defaultValue = "default"
  case choices = "enum"
  case minLength = "min_length"
  case maxLength = "max_length"

  static let construct = "an input"
  static let required: [InputKey] = [.type]
  static let unsupported = ["properties", "sensitive"]
}

extension BlueprintDecoder {
  func input(_ member: Fields<BlueprintKey>.Member) -> InputDeclaration {
    let fields = Fields<InputKey>(member.value, at: member.place, log: log)
    let type = inputType(fields)
    return InputDeclaration(
      name: member.name, place: member.place, type: type, defaultValue: fields[.defaultValue],
      description: fields.text(.description) ?? "", isSecret: fields.boolean(.secret) ?? false,
      constraints: type.map { constraints(fields, type: $0) } ?? InputConstraints())
  }

  private func inputType(_ fields: Fields<InputKey>) -> InputType? {
    guard let name = typeName(fields.scalarNode(.type)) else { return nil }
    let items = typeName(fields.scalarNode(.items)).map { InputType($0, items: nil) }
    if let place = fields.place(of: .items), name != .list, name != .map {
      log.report(DecodeProblem.badConstraint("items", type: name.rawValue), at: place)
    }
    return InputType(name, items: items)
  }

  private func typeName(_ node: YAMLNode?) -> InputType.Name? {
    guard let node else { return nil }
    if let name = InputType.Name(rawValue: node.text) { return name }
    if node.text == "object" {
      log.report(DecodeProblem.notSupported("object"), at: node.place)
    } else {
      let choices = InputType.Name.allCases.map(\.rawValue)
      let problem = DecodeProblem.notOneOf("type", text: node.text, choices: choices)
      log.report(problem, at: node.place)
    }
    return nil
  }

  private func constraints(_ fields: Fields<InputKey>, type: InputType) -> InputConstraints {
    for key in [InputKey.minimum, .maximum, .pattern, .minLength, .maxLength, .choices] {
      guard let place = fields.place(of: key), !type.allows(key) else { continue }
      log.report(DecodeProblem.badConstraint(key.rawValue, type: type.name.rawValue), at: place)
    }
    return InputConstraints(
      choices: fields.list(.choices).compactMap { value($0, of: type, for: .choices) },
      minimum: fields[.minimum].flatMap { value($0, of: type, for: .minimum) },
      maximum: fields[.maximum].flatMap { value($0, of: type, for: .maximum) },
      pattern: pattern(fields),
      minLength: fields.integer(.minLength, in: 0...Int.max, wanted: "0 or more"),
      maxLength: fields.integer(.maxLength, in: 0...Int.max, wanted: "0 or more"))
  }

  private func value(_ node: YAMLNode, of type: InputType, for key: InputKey) -> Value? {
    guard type.allows(key) else { return nil }
    do {
      return try InputValueReader.read(node, as: type)
    } catch {
      let problem = DecodeProblem.wrongKind(
        key.rawValue, wanted: type.wanted, found: "`\(error.text)`")
      log.report(problem, at: error.place)
      return nil
    }
  }

  private func pattern(_ fields: Fields<InputKey>) -> String? {
    guard let node = fields.scalarNode(.pattern) else { return nil }
    do {
      _ = try Regex(node.text)
      return node.text
    } catch {
      log.report(DecodeProblem.badPattern("\(error)"), at: node.place)
      return nil
    }
  }
}

extension InputType {
  fileprivate func allows(_ key: InputKey) -> Bool {
    switch (key, self) {
    case (.minimum, .integer), (.minimum, .number), (.minimum, .duration), (.minimum, .size),
      (.maximum, .integer), (.maximum, .number), (.maximum, .duration), (.maximum, .size),
      (.pattern, .string), (.minLength, .string), (.maxLength, .string),
      (.minLength, .list), (.maxLength, .list), (.minLength, .map), (.maxLength, .map):
      true
    case (.choices, .list), (.choices, .map), (.choices, .boolean): false
    case (.choices, _): true
    default: false
    }
  }
}
