import BlueprintExpressions
import BlueprintModel

/// Where steps run, and what loops go over.
extension StepBinder {
  /// The instances that `on` names; nil after a diagnostic.
  mutating func site(_ node: YAMLNode, _ scope: StepScope) -> StepSite? {
    guard let (bound, template) = path(node, "on", scope) else { return nil }
    guard let subject = subject(of: template, scope) else {
      report(.noInstance("on"), node)
      return nil
    }
    guard !bound.type.late else {
      report(.lateSite, node)
      return nil
    }
    let isList = if case .list(let element) = bound.type.form { element.isInstance } else { false }
    guard isList || bound.type.isInstance else {
      report(.noInstance("on"), node)
      return nil
    }
    return StepSite(subject: subject, instances: bound.value, isSingle: !isList)
  }

  /// What a loop goes over, and what `each` is; nil after a diagnostic.
  mutating func elements(
    _ node: YAMLNode, _ scope: StepScope
  ) -> (value: BoundValue, element: StepScope.Element)? {
    if node.kind == .list { return list(node, scope) }
    guard let (bound, template) = path(node, "for_each", scope) else { return nil }
    switch bound.type.form {
    case .any:
      return (bound.value, .init(type: .any, subject: subject(of: template, scope)))
    case .list(let element) where element.isInstance && element.form != .any:
      guard let subject = subject(of: template, scope), !bound.type.late else {
        report(.noInstance("for_each"), node)
        return nil
      }
      return (bound.value, .init(type: element, subject: subject))
    case .list(let element):
      return (bound.value, .init(type: bound.type.late ? element.asLate : element))
    default:
      let problem = TypeProblem.wrongType(
        "for_each", wanted: "a list", found: bound.type.noun)
      log.report(problem, at: node.place)
      return nil
    }
  }

  private mutating func list(
    _ node: YAMLNode, _ scope: StepScope
  ) -> (value: BoundValue, element: StepScope.Element)? {
    guard let bound = value(node, .any("for_each"), scope),
      case .list(let element) = bound.type.form
    else { return nil }
    return (bound.value, .init(type: element))
  }

  /// The value of a path that is written as plain text, `services.api`, or of an expression.
  private mutating func path(
    _ node: YAMLNode, _ key: String, _ scope: StepScope
  ) -> (Bound, Template)? {
    guard let template = node.hasExpression ? binder.parse(node) : plain(node, key, scope) else {
      return nil
    }
    let slot = Slot.any(key)
    guard let bound = binder.expression(node, template, slot, .step(scope)) else { return nil }
    needs += bound.needs
    return (bound, template)
  }

  private func plain(_ node: YAMLNode, _ key: String, _ scope: StepScope) -> Template? {
    let text = node.text
    let isName = NamePattern.name.matches(text) && !scope.roots.contains(text)
    if !isName, let template = try? Template(parsing: "${\(text)}") { return template }
    let known =
      symbols.services.keys.map { "services.\($0)" }
      + symbols.machines.keys.map { "machines.\($0)" }
    let same = known.filter { $0.hasSuffix(".\(text)") }.sorted()
    let close = same.isEmpty ? Suggestions.close(to: "services.\(text)", among: known) : same
    report(.bareInstance(text, key: key, close: close), node)
    return nil
  }

  /// The group whose instances `template` gives.
  private func subject(of template: Template, _ scope: StepScope) -> Need.Subject? {
    guard let expression = template.wholeExpression else { return nil }
    return subject(of: expression, scope)
  }

  private func subject(of expression: Expression, _ scope: StepScope) -> Need.Subject? {
    switch expression.form {
    case .reference(let reference): return subject(of: reference, scope)
    case .access(let base, _): return subject(of: base, scope)
    case .conditional(_, let then, let otherwise):
      let found = subject(of: then, scope)
      return found == subject(of: otherwise, scope) ? found : nil
    default: return nil
    }
  }

  private func subject(of reference: Reference, _ scope: StepScope) -> Need.Subject? {
    switch (reference.root, reference.path.first) {
    case ("services", .key(let name)): .service(name)
    case ("machines", .key(let name)): .machines(name)
    case ("each", nil): scope.element?.subject
    case ("instance", nil): scope.site?.subject
    case ("self", nil): scope.service.map { .service($0) }
    default: nil
    }
  }

  private func report(_ problem: StepReferenceProblem, _ node: YAMLNode) {
    log.report(problem, at: node.place)
  }
}

extension ExpressionType {
  /// Whether it is that of a service's instance or of a machine, or not known.
  var isInstance: Bool {
    switch form {
    case .any: true
    case .object(let fields): fields["root"] != nil && fields["index"] != nil
    default: false
    }
  }
}
