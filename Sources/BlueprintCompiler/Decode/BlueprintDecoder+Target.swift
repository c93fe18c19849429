import BlueprintModel

/// The fixed key of a target; its other keys are the provider's settings.
enum TargetKey: String, ConstructKey {
  case provider

  static let construct = "a target"
  static let required: [TargetKey] = [.provider]
}

extension BlueprintDecoder {
  func target(_ member: Fields<BlueprintKey>.Member) -> TargetDeclaration {
    var target = TargetDeclaration(
      name: member.name, place: member.place, provider: nil, settings: [])
    guard member.value.kind == .map else {
      let problem = DecodeProblem.notAMap(
        construct: TargetKey.construct, found: member.value.kindName)
      log.report(problem, at: member.value.isNull ? member.place : member.value.place)
      return target
    }
    for (key, value) in member.value.entries where !value.isNull {
      if key.text == TargetKey.provider.rawValue {
        target.provider = provider(value)
      } else {
        target.settings.append(NamedNode(name: key.text, place: key.place, value: value))
      }
    }
    if member.value[TargetKey.provider.rawValue].map(\.isNull) ?? true {
      let problem = DecodeProblem.missingKey("provider", construct: TargetKey.construct)
      log.report(problem, at: member.place)
    }
    return target
  }

  private func provider(_ node: YAMLNode) -> Located<String>? {
    guard node.kind == .scalar else {
      let problem = DecodeProblem.wrongKind("provider", wanted: "a name", found: node.kindName)
      log.report(problem, at: node.place)
      return nil
    }
    guard !node.hasExpression else {
      log.report(DecodeProblem.expression("provider"), at: node.place)
      return nil
    }
    return Located(node.text, at: node.place)
  }
}
