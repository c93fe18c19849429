import BlueprintExpressions
import BlueprintModel

/// The steps of a plan, those within others further to the right.
extension PlanPresenter {
  /// The lines that show `steps`; barriers are left out.
  func lines(_ steps: [Step], indent: String) -> [String] {
    steps.flatMap { step in
      guard step.verb != nil || step.control != nil || step.delay > .zero else {
        return [String]()
      }
      let line = "\(indent)\(step.id)  \(dim(remarks(step).joined(separator: "  ")))"
      return [line] + bodies(of: step, indent: indent + "  ")
    }
  }

  private func remarks(_ step: Step) -> [String] {
    var remarks = [step.verb, step.control.map(Self.summary)].compactMap { $0 }
    if step.delay > .zero { remarks.append("wait \(step.delay.blueprintText)") }
    if let when = step.when { remarks.append("when \(Self.text(when))") }
    if !step.outputs.isEmpty {
      remarks.append("gives \(step.outputs.map(\.name).joined(separator: ", "))")
    }
    if step.continueOnError { remarks.append("may fail") }
    if !step.why.isEmpty { remarks.append(step.why) }
    return remarks
  }

  private func bodies(of step: Step, indent: String) -> [String] {
    switch step.control {
    case .conditional(_, let then, let otherwise)?:
      return body("then", then, indent) + body("else", otherwise, indent)
    case .forEach(_, _, let steps)?, .repetition(_, _, _, let steps)?:
      return lines(steps, indent: indent)
    case .attempt(let steps, let rescue, let always)?:
      return body("try", steps, indent) + body("rescue", rescue, indent)
        + body("always", always, indent)
    default: return []
    }
  }

  private func body(_ name: String, _ steps: [Step], _ indent: String) -> [String] {
    steps.isEmpty ? [] : ["\(indent)\(name):"] + lines(steps, indent: indent + "  ")
  }

  private static func summary(_ control: Control) -> String {
    switch control {
    case .conditional(let condition, _, _): "if \(text(condition))"
    case .forEach(let items, let batch, _):
      "for each of \(text(items)), \(text(batch.json)) at a time"
    case .repetition(let until, let maximum, let delay, _):
      "until \(text(until)), at most \(maximum) times"
        + (delay > .zero ? ", \(delay.blueprintText) apart" : "")
    case .attempt: "try"
    case .approve(let message): "approve: \(text(message))"
    case .set(let values): "set \(values.keys.joined(separator: ", "))"
    case .assertion(let condition, _): "assert \(text(condition))"
    case .failure(let message): "fail: \(text(message))"
    }
  }

  /// A late value as the author would write it.
  private static func text(_ json: Value) -> String {
    json["$template"]?.string ?? json.string ?? json.canonicalJSON
  }
}
