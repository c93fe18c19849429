import BlueprintModel

/// Turns the merged tree into a ``Blueprint``. Every mistake is a diagnostic and leaves a gap, not
/// an end: a declaration with a mistake stays declared, so that references to it are no mistakes.
struct BlueprintDecoder {
  let log: DiagnosticLog

  /// The blueprint that `root` describes.
  func decode(_ root: YAMLNode) -> Blueprint {
    let fields = Fields<BlueprintKey>(root, at: root.firstPlace, log: log)
    checkLanguage(fields)
    return Blueprint(
      name: name(fields), version: fields.text(.version) ?? "",
      description: fields.text(.description) ?? "",
      inputs: fields.members(.inputs, named: "an input", pattern: .variable).map(input),
      locals: fields.members(.locals, named: "a local", pattern: .variable).map {
        LocalDeclaration(name: $0.name, place: $0.place, value: $0.value)
      },
      targets: fields.members(.targets, named: "a target").map(target),
      machines: fields.members(.machines, named: "a machine group").map(machine),
      services: fields.members(.services, named: "a service").map(service),
      outputs: fields.members(.outputs, named: "an output", pattern: .variable).map(output))
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
