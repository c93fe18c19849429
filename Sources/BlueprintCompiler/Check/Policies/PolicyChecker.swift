import BlueprintExpressions
import BlueprintModel

/// Holds an application against the policies of its blueprint and of what it imports.
struct PolicyChecker {
  let application: Application
  /// The names of the blueprint that policies may use: `inputs` and `locals`.
  let binder: ValueBinder
  let log: DiagnosticLog

  /// One expression after its check.
  private struct Checked {
    let template: Template
    let node: YAMLNode
  }

  /// Reports what does not keep to `policies`, and mistakes in the policies themselves.
  func check(_ policies: [PolicyDeclaration]) {
    guard !policies.isEmpty else { return }
    let catalogue = PolicyCatalogue(application)
    // What is wrong with the blueprint itself comes first; a policy that is not kept hides no other.
    let isSound = !log.hasErrors
    for policy in policies { check(policy, catalogue, isSound: isSound) }
  }

  private func check(
    _ policy: PolicyDeclaration, _ catalogue: PolicyCatalogue, isSound: Bool
  ) {
    let types = [
      "each": PolicyCatalogue.type(of: policy.subject), "application": PolicyCatalogue.application,
    ]
    let condition = policy.condition.map { checked($0, .typed("when", .boolean), types) }
    let assertion = policy.check.map { checked($0, .typed("check", .boolean), types) }
    let text = policy.message.map { checked($0, .openText("message"), types) }
    guard let assertion, let assertion, let text, let text, isSound else { return }
    if case .some(nil) = condition { return }
    for subject in catalogue.subjects(policy.subject) {
      let names = binder.constants.merging([
        "each": subject.value, "application": catalogue.value,
      ]) { $1 }
      if let condition, let condition {
        guard let applies = boolean(condition, names, policy) else { return }
        if !applies { continue }
      }
      guard let isKept = boolean(assertion, names, policy) else { return }
      if isKept { continue }
      guard let message = value(text, names, policy)?.plainText else { return }
      let problem = PolicyProblem.violated(
        policy.name, message: message, isWarning: policy.isWarning)
      let note = Diagnostic.Note("the policy is declared here", at: policy.place)
      log.report(problem, at: subject.place ?? policy.place, notes: [note])
    }
  }

  private func checked(
    _ node: YAMLNode, _ slot: Slot, _ types: [String: ExpressionType]
  ) -> Checked? {
    let template: Template
    do { template = try Template(parsing: text(of: node, slot)) } catch {
      for mistake in error.errors {
        let place = binder.places.place(of: mistake.range, in: node)
        log.report(TypeProblem.syntax(mistake.message), at: place)
      }
      return nil
    }
    let known = [
      "inputs": ExpressionType.object(binder.symbols.inputs.mapValues(\.content)),
      "locals": .object(binder.symbols.locals.mapValues(\.content)),
    ]
    let result = template.check(in: TypeEnvironment(types.merging(known) { $1 }))
    for problem in result.problems {
      let place = binder.places.place(of: problem.range, in: node)
      log.report(TypeProblem.expression(problem), at: place)
    }
    guard result.problems.isEmpty else { return nil }
    guard !result.type.holdsSecret else {
      log.report(SecretProblem.exposed(slot.name), at: node.place)
      return nil
    }
    guard slot.form == .text || result.type.fits(slot.type) else {
      let problem = TypeProblem.wrongType(
        slot.name, wanted: slot.type.noun, found: result.type.noun)
      log.report(problem, at: node.place)
      return nil
    }
    return Checked(template: template, node: node)
  }

  /// A condition may be plain `true` or `false`, which is no text.
  private func text(of node: YAMLNode, _ slot: Slot) -> String {
    if case .boolean(let flag)? = node.scalar, slot.form == .typed { return "${\(flag)}" }
    return node.text
  }

  private func boolean(
    _ checked: Checked, _ names: [String: BoundValue], _ policy: PolicyDeclaration
  ) -> Bool? {
    guard let value = value(checked, names, policy) else { return nil }
    if case .boolean(let flag) = value { return flag }
    let problem = TypeProblem.wrongType(
      "`\(checked.node.text)`", wanted: "a boolean", found: value.kind)
    log.report(problem, at: checked.node.place)
    return nil
  }

  private func value(
    _ checked: Checked, _ names: [String: BoundValue], _ policy: PolicyDeclaration
  ) -> Value? {
    do {
      if let value = try BoundValue(checked.template).reduced(in: names).literal { return value }
      log.report(PolicyProblem.undecidable(policy.name), at: checked.node.place)
    } catch {
      let place = error.range.map { binder.places.place(of: $0, in: checked.node) }
      log.report(TypeProblem.noValue(error.message), at: place ?? checked.node.place)
    }
    return nil
  }
}
