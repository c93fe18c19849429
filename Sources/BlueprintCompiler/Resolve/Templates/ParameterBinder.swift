import BlueprintExpressions
import BlueprintModel

/// Finds what `parameters.NAME` stands for in each use of a template.
///
/// A value is bound in the scope of whoever asks, because what must be known before anything is
/// made can only be built from what is; each is bound once for each such scope.
final class ParameterBinder {
  private let frames: [FrameDeclaration]
  private var known: [Question: Bound?] = [:]

  private struct Question: Hashable {
    let frame: UInt32
    let name: String
    let scope: Scope
  }

  init(_ frames: [FrameDeclaration]) { self.frames = frames }

  /// The names of the parameters of the use `frame`.
  func names(in frame: UInt32) -> [String] { frames[Int(frame)].parameters.keys.sorted() }

  /// The template of the use `frame`.
  func template(of frame: UInt32) -> String { frames[Int(frame)].template }

  /// The value of the parameter `name` in the use `frame`; nil after a diagnostic, or if the use
  /// does not give it.
  func value(
    of name: String, in frame: UInt32, _ scope: Scope, _ binder: ValueBinder
  ) -> Bound? {
    let question = Question(frame: frame, name: name, scope: scope)
    if let answer = known[question] { return answer }
    let answer = bind(name, frames[Int(frame)], scope, binder)
    known[question] = .some(answer)
    return answer
  }

  private func bind(
    _ name: String, _ frame: FrameDeclaration, _ scope: Scope, _ binder: ValueBinder
  ) -> Bound? {
    guard let parameter = frame.parameters[name], let type = parameter.type else { return nil }
    if frame.kind == .sample {
      return Bound(value: .late("parameters", name), type: parameter.expressionType)
    }
    let argument = frame.arguments.last { $0.name == name }?.value
    guard let node = argument ?? parameter.defaultValue else { return nil }
    guard var bound = bind(node, type, name, scope, binder) else { return nil }
    if let value = bound.value.literal, let wanted = parameter.constraints.violation(by: value) {
      let problem = TypeProblem.parameterConstraint(
        name, template: frame.template, wanted: wanted)
      let note = Diagnostic.Note("the parameter is declared here", at: parameter.place)
      binder.log.report(problem, at: node.place, notes: [note])
      return nil
    }
    if parameter.isSecret { bound.type = bound.type.asSecret }
    return bound
  }

  private func bind(
    _ node: YAMLNode, _ type: InputType, _ name: String, _ scope: Scope, _ binder: ValueBinder
  ) -> Bound? {
    if let value = try? InputValueReader.read(node, as: type) {
      return Bound(value: .literal(value), type: type.expressionType)
    }
    let slot = "the parameter `\(name)`"
    let isText = type == .string
    var wanted = isText ? Slot.privateText(slot) : Slot.any(slot)
    wanted.allowsSecrets = true
    guard var bound = binder.bind(node, wanted, in: scope) else { return nil }
    let expected = type.expressionType
    guard isText || bound.type.fits(expected) else {
      let problem = TypeProblem.wrongType(slot, wanted: type.wanted, found: bound.type.noun)
      binder.log.report(problem, at: node.place)
      return nil
    }
    let marks = bound.type
    bound.type = expected
    if marks.holdsSecret { bound.type = bound.type.asSecret }
    if marks.holdsLate { bound.type = bound.type.asLate }
    return bound
  }
}

extension ParameterBinder {
  /// Checks every use: that it gives what must be given, nothing else, and values of the right
  /// types, also those that the body does not refer to.
  func check(_ binder: ValueBinder) {
    for (index, frame) in frames.enumerated() {
      guard case .use(let scope) = frame.kind else { continue }
      let strangers = frame.arguments.filter { frame.parameters[$0.name] == nil }
      for argument in strangers {
        let problem = ComposeProblem.noParameter(
          argument.name, template: frame.template, known: frame.parameters.keys.sorted())
        binder.log.report(problem, at: argument.place)
      }
      for (name, parameter) in frame.parameters.sorted(by: { $0.key < $1.key }) {
        if parameter.defaultValue != nil || frame.arguments.contains(where: { $0.name == name }) {
          _ = value(of: name, in: UInt32(index), scope, binder)
        } else if Suggestions.close(to: name, among: strangers.map(\.name)).isEmpty {
          report(missing: parameter, in: frame, binder.log)
        }
      }
    }
  }

  private func report(
    missing parameter: InputDeclaration, in frame: FrameDeclaration, _ log: DiagnosticLog
  ) {
    let problem = ComposeProblem.missingParameter(parameter.name, template: frame.template)
    let note = Diagnostic.Note("the parameter is declared here", at: parameter.place)
    log.report(problem, at: frame.use, notes: [note])
  }
}
