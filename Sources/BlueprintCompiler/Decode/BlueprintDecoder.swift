import BlueprintModel

/// Turns the merged tree into a ``Blueprint``. Every mistake is a diagnostic and leaves a gap, not
/// an end: a declaration with a mistake stays declared, so that references to it are no mistakes.
struct BlueprintDecoder {
  let log: DiagnosticLog
  /// What the files of the composition call each other.
  var imports = Imports()

  /// The blueprint that `tree` describes; `samples` are templates in it that nobody uses.
  func decode(_ tree: YAMLTree, samples: [TemplateSample] = []) -> Blueprint {
    let root = tree.root
    let fields = Fields<BlueprintKey>(root, at: root.firstPlace, log: log)
    checkLanguage(fields)
    checkImports(fields)
    checkProfiles(fields)
    checkTemplates(fields)
    return Blueprint(
      name: name(fields), version: fields.text(.version) ?? "",
      description: fields.text(.description) ?? "",
      inputs: fields.members(.inputs, named: "an input", pattern: .variable).map(input),
      locals: fields.members(.locals, named: "a local", pattern: .variable).map {
        LocalDeclaration(name: $0.name, place: $0.place, value: $0.value)
      },
      targets: fields.members(.targets, named: "a target").map(target),
      machines: fields.members(.machines, named: "a machine group").map {
        machine($0)
      },
      services: fields.members(.services, named: "a service").map {
        service($0)
      },
      actions: fields.members(.actions, named: "an action").map { action($0) }
        + imported(.actions, in: tree).map { action($0.member, prefix: $0.prefix) },
      schedules: fields.members(.schedules, named: "a schedule").map(schedule),
      requirements: fields.members(.requires, named: "a requirement").map(requirement),
      policies: fields.members(.policies, named: "a policy").map { policy($0) }
        + imported(.policies, in: tree).map { policy($0.member, prefix: $0.prefix) },
      outputs: fields.members(.outputs, named: "an output", pattern: .variable).map(output),
      frames: frames(of: tree), templates: self.samples(samples, in: tree))
  }

  /// The members of `key` in the files that are imported, with the names by which the blueprint
  /// knows those files.
  func imported(
    _ key: BlueprintKey, in tree: YAMLTree
  ) -> [(prefix: String, member: Fields<BlueprintKey>.Member)] {
    imports.files.values.filter { !$0.prefix.isEmpty }.sorted { $0.prefix < $1.prefix }
      .flatMap { file in
        (tree.node(file.root)[key.rawValue]?.entries ?? .none(in: tree)).map {
          (file.prefix, ($0.key.text, $0.key.place, $0.key, $0.value))
        }
      }
  }

  private func checkImports(_ fields: Fields<BlueprintKey>) {
    for member in fields.members(.imports, named: "a namespace") where !member.value.isNull {
      guard member.value.kind == .scalar else {
        let problem = DecodeProblem.wrongKind(
          member.name, wanted: "the path of a file", found: member.value.kindName)
        log.report(problem, at: member.value.place)
        continue
      }
      guard !member.value.hasExpression else {
        log.report(DecodeProblem.expression("imports"), at: member.value.place)
        continue
      }
    }
  }

  /// Profiles are merged before anything is decoded; only what cannot be merged is left to say.
  private func checkProfiles(_ fields: Fields<BlueprintKey>) {
    for member in fields.members(.profiles, named: "a profile") where !member.value.isNull {
      guard member.value.kind != .map else { continue }
      let problem = DecodeProblem.notAMap(construct: "a profile", found: member.value.kindName)
      log.report(problem, at: member.value.place)
    }
  }

  private func checkLanguage(_ fields: Fields<BlueprintKey>) {
    guard let node = fields[.blueprint], node.scalar != .integer(1) else { return }
    let text = node.kind == .scalar ? node.text : node.kindName
    log.report(DecodeProblem.languageVersion(text), at: node.place)
  }

  private func name(_ fields: Fields<BlueprintKey>) -> String {
    guard let node = fields.scalarNode(.name) else { return "" }
    if !NamePattern.name.matches(node.text) {
      log.report(DecodeProblem.badName(node.text, construct: "a blueprint", .name), at: node.place)
    }
    return node.text
  }
}

extension YAMLNode {
  /// The place of the first key, or of the node itself: where something that the whole map lacks
  /// is reported.
  var firstPlace: Place { entries.first?.key.place ?? place }
}
