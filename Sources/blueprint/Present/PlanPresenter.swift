import BlueprintModel

/// A plan for people: what is created, changed, restarted, deleted, and why.
struct PlanPresenter {
  private let style: Style

  /// `text`, less prominent.
  func dim(_ text: String) -> String { style.dim(text) }

  init(style: Style) { self.style = style }

  /// The lines that show `plan`; `verbose` adds every step.
  func lines(_ plan: Plan, verbose: Bool = false) -> [String] {
    let action = plan.operation.kind == .action ? plan.operation.arguments.first : nil
    let what = [plan.operation.kind.rawValue, action].compactMap { $0 }.joined(separator: " ")
    var lines = [style.bold("\(what) \(plan.deployment)") + subtitle(plan)]
    for change in plan.changes { lines.append(line(change)) }
    if verbose { lines += [""] + self.lines(plan.steps, indent: "  ") }
    lines.append(summary(plan))
    return lines
  }

  private func subtitle(_ plan: Plan) -> String {
    guard let revision = plan.revision else { return "" }
    let version = revision.version.isEmpty ? "" : " \(revision.version)"
    return style.dim("  \(revision.application)\(version), revision \(revision.number)")
  }

  private func line(_ change: PlannedChange) -> String {
    let text = "\(change.address)"
    let reasons =
      change.reasons.isEmpty ? "" : style.dim("  \(change.reasons.joined(separator: ", "))")
    switch change.kind {
    case .create: return "  \(style.green("+ \(text)"))\(reasons)"
    case .update: return "  \(style.yellow("~ \(text)"))\(reasons)"
    case .restart: return "  \(style.yellow("↻ \(text)"))  restart\(reasons)"
    case .delete: return "  \(style.red("- \(text)"))\(reasons)"
    case .act: return "  \(style.cyan("▸ \(text)"))\(reasons)"
    }
  }

  /// `2 to create, 1 to restart; 14 steps`.
  func summary(_ plan: Plan) -> String {
    let words: [(PlannedChange.Kind, String)] = [
      (.create, "to create"), (.update, "to update"), (.restart, "to restart"),
      (.delete, "to delete"), (.act, "to act on"),
    ]
    let counts = words.compactMap { kind, word in
      let count = plan.changes.count { $0.kind == kind }
      return count > 0 ? "\(count) \(word)" : nil
    }
    let steps = plan.steps.count { $0.verb != nil || $0.control != nil }
    let what = counts.isEmpty ? "no change to machines or services" : counts.joined(separator: ", ")
    return "\(what); \(steps) \(steps == 1 ? "step" : "steps")"
  }
}
