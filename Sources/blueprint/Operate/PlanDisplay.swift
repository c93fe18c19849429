import BlueprintModel

/// Shows a plan as a command's result, and saves it where that was asked for.
struct PlanDisplay {
  let common: CommonOptions
  /// The file to save it in.
  let out: String?
  let surroundings: Surroundings

  /// Shows `plan`, with every step if `verbose`.
  func show(_ plan: Plan, isIdle: Bool, verbose: Bool) throws(CommandFailure) {
    if common.output == .json {
      surroundings.console.result(plan.json.canonicalJSON)
    } else if isIdle {
      let reason =
        plan.operation.kind == .action
        ? "the action comes down to nothing" : "\(plan.deployment) is as the blueprint says"
      surroundings.console.result("nothing to do: \(reason)")
    } else {
      let presenter = PlanPresenter(style: Style(enabled: surroundings.console.colour))
      let lines = presenter.lines(plan, verbose: verbose)
      surroundings.console.result(lines.joined(separator: "\n"))
    }
    if let out { try save(plan, in: out) }
  }

  private func save(_ plan: Plan, in out: String) throws(CommandFailure) {
    let blueprint = try? BlueprintFile(options: common).path
    if let blueprint, let target = Files.resolved(out), target == Files.resolved(blueprint) {
      throw CommandFailure(
        .usage, code: "BP0938", "the plan would take the place of the blueprint `\(out)`",
        help: ["name another file with --out"])
    }
    do {
      try Files.export(Array((plan.json.canonicalJSON + "\n").utf8), to: out, mode: 0o600)
    } catch {
      throw CommandFailure(
        .failed, code: "BP0938", "the plan cannot be saved in `\(out)`: \(error.reason)")
    }
    surroundings.console.tell("saved in \(out); carry it out with: blueprint deploy \(out)")
  }
}
