import BlueprintModel

/// Checks settings against a provider's schema. Of JSON Schema it knows `type properties required
/// enum items additionalProperties`; other keywords are for the provider itself.
struct SettingsChecker {
  let log: DiagnosticLog

  /// Checks the settings `nodes` with their bound values against `schema`; what is missing is
  /// reported at `place`.
  func check(_ nodes: [NamedNode], values: Value, schema: Value, at place: Place) {
    let entries = nodes.map { ($0.name, $0.place, Optional($0.value)) }
    members(entries, values: values, schema: schema, at: place)
  }

  private typealias Member = (name: String, place: Place, node: YAMLNode?)

  private func members(_ members: [Member], values: Value, schema: Value, at place: Place) {
    let properties = schema["properties"]?.map ?? [:]
    for required in schema["required"]?.list ?? [] {
      guard let name = required.string, values[name] == nil else { continue }
      log.report(ProviderProblem.missingSetting(name), at: place)
    }
    for member in members {
      guard let value = values[member.name] else { continue }
      if let part = properties[member.name] {
        check(member, value, part)
      } else if schema["additionalProperties"] == .boolean(false) {
        let problem = ProviderProblem.unknownSetting(
          member.name, known: properties.keys, present: members.map(\.name))
        log.report(problem, at: member.place)
      } else if let part = schema["additionalProperties"], part.map != nil {
        check(member, value, part)
      }
    }
  }

  private func check(_ member: Member, _ value: Value, _ schema: Value) {
    let place = member.node?.place ?? member.place
    guard isType(value, schema, member.name, place) else { return }
    if let choices = schema["enum"]?.list, !choices.contains(value) {
      let shown = choices.map { $0.string ?? $0.canonicalJSON }
      let problem = ProviderProblem.settingChoice(
        member.name, text: value.string, choices: shown)
      log.report(problem, at: place)
    }
    if case .map(let map) = value {
      let entries = member.node?.entries.map { ($0.key.text, $0.key.place, Optional($0.value)) }
      members(
        entries ?? map.keys.map { ($0, place, nil) }, values: value, schema: schema, at: place)
    }
    if case .list(let elements) = value, let items = schema["items"] {
      for (index, element) in elements.enumerated() {
        let nodes = member.node?.elements
        let node = nodes.flatMap { index < $0.count ? $0[index] : nil }
        check(("\(member.name)[\(index)]", place, node), element, items)
      }
    }
  }

  private func isType(
    _ value: Value, _ schema: Value, _ name: String, _ place: Place
  ) -> Bool {
    let wanted = schema["type"]?.string.map { [$0] } ?? (try? schema.strings("type")) ?? []
    if wanted.isEmpty || wanted.contains(where: { Self.matches(value, $0) }) { return true }
    let problem = ProviderProblem.settingType(
      name, wanted: wanted.joined(separator: " or "), found: value.kind)
    log.report(problem, at: place)
    return false
  }

  private static func matches(_ value: Value, _ type: String) -> Bool {
    switch (type, value) {
    case ("object", .map), ("array", .list), ("string", .string), ("string", .duration),
      ("string", .size), ("integer", .integer), ("number", .integer), ("number", .number),
      ("boolean", .boolean), ("null", .null):
      true
    default: false
    }
  }
}
