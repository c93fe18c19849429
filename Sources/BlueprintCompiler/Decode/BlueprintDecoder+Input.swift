import BlueprintModel

/// The keys of an input.
enum InputKey: String, ConstructKey {
  case type, items, properties, description, secret, minimum, maximum, pattern
  case defaultValue = "default"
  case choices = "enum"
  case minLength = "min_length"
  case maxLength = "max_length"

  static let construct = "an input"
  static let required: [InputKey] = [.type]
}

extension BlueprintDecoder {
  func input(_ member: Fields<BlueprintKey>.Member) -> InputDeclaration {
    let fields = Fields<InputKey>(member.value, at: member.place, log: log)
    let type = inputType(fields, .type, .items, .properties)
    return InputDeclaration(
      name: member.name, place: member.place, type: type, defaultValue: fields[.defaultValue],
      description: fields.text(.description) ?? "", isSecret: fields.boolean(.secret) ?? false,
      constraints: type.map { constraints(fields, type: $0) } ?? InputConstraints())
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
        key.rawValue, wanted: type.wanted, found: error.found,
        corrections: error.corrections(type))
      log.report(problem, at: error.place)
      return nil
    }
  }

  private func pattern(_ fields: Fields<InputKey>) -> String? {
    guard let node = fields.scalarNode(.pattern) else { return nil }
    do throws(PatternError) {
      _ = try Pattern(node.text)
      return node.text
    } catch {
      log.report(DecodeProblem.badPattern(error.reason), at: node.place)
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
    case (.choices, .list), (.choices, .map), (.choices, .object), (.choices, .boolean): false
    case (.choices, _): true
    default: false
    }
  }
}
