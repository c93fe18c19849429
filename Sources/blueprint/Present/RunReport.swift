import BlueprintModel

/// What is said when a run has ended: counts, the slowest steps, each failure, outputs, and the
/// command that goes on.
struct RunReport {
  let plan: Plan
  let progress: RunProgress
  let run: RunID
  let elapsed: Duration

  /// The lines for people.
  func lines(style: Style) -> [String] {
    var lines = progress.failures.values.sorted { $0.step < $1.step }
      .flatMap { failure($0, style) }
    lines.append(headline(style))
    if progress.result == .succeeded && elapsed >= .seconds(5) { lines += slowest(style) }
    for output in progress.outputs {
      lines.append("  \(output.name) = \(output.value.plainText)")
    }
    return lines
  }

  private func headline(_ style: Style) -> String {
    let counts = "\(progress.done)/\(progress.total) steps in \(elapsed.brief)"
    let what = "\(plan.operation.kind.rawValue) \(plan.deployment)"
    switch progress.result {
    case .succeeded: return style.green("✓ \(what): done, \(counts)")
    case .failed: return style.red("✗ \(what): failed after \(counts)")
    case .cancelled: return style.yellow("■ \(what): cancelled after \(counts)")
    case .rolledBack: return style.red("↩ \(what): failed and undone, \(counts)")
    case .rollbackFailed:
      return style.red("✗ \(what): failed, and undoing it failed too, \(counts)")
    case nil: return style.yellow("‖ \(what): stopped after \(counts)")
    }
  }

  private func slowest(_ style: Style) -> [String] {
    let top = progress.durations.sorted { $0.duration > $1.duration }.prefix(5)
      .filter { $0.duration >= .milliseconds(500) }
    guard !top.isEmpty else { return [] }
    let names = top.map { "\($0.step) \($0.duration.brief)" }.joined(separator: ", ")
    return [style.dim("  slowest: \(names)")]
  }

  private func failure(_ failed: RunProgress.Failed, _ style: Style) -> [String] {
    let step = progress.steps[failed.step]
    let place = step?.place.map { "\($0): " } ?? ""
    var lines = [
      "\(place)\(style.red("error[BP0910]")): \(failed.step): \(failed.failure.message)"
    ]
    let target = plan.targets.first { $0.name == step?.target }
    lines.append(
      style.dim(
        "  verb \(step?.verb ?? "-"), provider \(target?.provider ?? "-"), "
          + "attempt \(failed.attempt), class \(failed.failure.failureClass.rawValue), "
          + "changed anything: \(failed.failure.changed.rawValue)"))
    for line in failed.failure.output.suffix(20) { lines.append(style.dim("  │ ") + line) }
    if let help = failed.failure.help { lines.append("  = help: \(help)") }
    return lines
  }

  /// The result for programs.
  func json(exitCode: ExitCode) -> Value {
    [
      "run": .string(run.description), "deployment": .string(plan.deployment),
      "operation": .string(plan.operation.kind.rawValue),
      "result": progress.result.map { .string($0.rawValue) } ?? .null,
      "steps": ["done": .integer(progress.done), "total": .integer(progress.total)],
      "elapsed_ms": .integer(elapsed.milliseconds), "changes": .list(plan.changes.map(\.json)),
      "failures": .list(
        progress.failures.values.sorted { $0.step < $1.step }.map { failed in
          [
            "step": .string(failed.step.description), "attempt": .integer(failed.attempt),
            "failure": failed.failure.json,
            "place": progress.steps[failed.step]?.place?.json ?? .null,
          ]
        }),
      "outputs": .map(ValueMap(progress.outputs.map { ($0.name, $0.value) })),
      "exit_code": .integer(Int(exitCode.rawValue)),
    ]
  }
}

extension Value {
  /// The value for people: text as it is, everything else as JSON.
  var plainText: String { string ?? canonicalJSON }
}
