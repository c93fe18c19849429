import BlueprintCompiler
import BlueprintModel
import BlueprintSimulation

/// Tells people of tests: what passed in a line each, what failed with all that is needed to find
/// out why.
struct TestPresenter {
  /// Repetitions that fail are shown in full up to this number, the rest by their seeds.
  private static let mostShown = 3
  private static let mostEvents = 12

  let surroundings: Surroundings
  /// Whether every step is shown.
  let isVerbose: Bool

  private var style: Style { Style(enabled: surroundings.console.colour) }

  /// Tells of the repetitions of one test.
  func show(_ runs: [TestRun]) {
    guard let first = runs.first else { return }
    surroundings.console.result(style.bold(first.file.path))
    let failed = runs.filter { !$0.isPassed }
    let shown = failed.isEmpty ? [first] : Array(failed.prefix(Self.mostShown))
    for run in shown { show(run, isOneOfMany: runs.count > 1) }
    guard runs.count > 1 else { return }
    let seeds = failed.dropFirst(shown.count).map { "\($0.seed)" }
    if failed.isEmpty {
      surroundings.console.result("  " + style.green("the same with \(runs.count) seeds"))
    } else if !seeds.isEmpty {
      surroundings.console.result("  seeds that failed, too: \(seeds.joined(separator: ", "))")
    }
  }

  private func show(_ run: TestRun, isOneOfMany: Bool) {
    if isOneOfMany { surroundings.console.result("  seed \(run.seed)") }
    let width = run.results.map { title($0).count }.max() ?? 0
    for result in run.results {
      surroundings.console.result(line(result, width: width))
      if isVerbose { for line in events(result, most: .max) { surroundings.console.result(line) } }
    }
    guard let failed = run.failed else { return }
    explain(failed, run)
    if run.left > 0 { surroundings.console.result("    not done: \(run.left) more") }
    surroundings.console.result("    repeat it: " + style.bold(run.repetition))
  }

  private func title(_ result: TestResult) -> String {
    let name = result.operation.name
    return name.isEmpty ? result.operation.word : "\(result.operation.word): \(name)"
  }

  private func line(_ result: TestResult, width: Int) -> String {
    let mark = result.isPassed ? style.green("ok  ") : style.red("FAIL")
    let title = title(result)
    let padding = String(repeating: " ", count: width - title.count)
    var parts = [result.conclusion.result.rawValue.replacing("_", with: " ")]
    if let report = result.conclusion.report {
      parts.append("in \(result.duration.brief)")
      parts.append("\(report.records.order.count) steps")
      if report.crashes > 0 { parts.append("\(report.crashes)× continued") }
    }
    return "  \(mark) \(result.number) \(title)\(padding)  "
      + style.dim(parts.joined(separator: ", "))
  }

  private func explain(_ result: TestResult, _ run: TestRun) {
    let sources = [run.file.source] + result.conclusion.sources
    let renderer = DiagnosticRenderer(sources: sources, useColour: surroundings.console.colour)
    let told = renderer.text(of: result.failureDiagnostics + result.conclusion.diagnostics)
    for line in told.split(separator: "\n", omittingEmptySubsequences: false) {
      surroundings.console.result(line.isEmpty ? "" : "    \(line)")
    }
    let events = isVerbose ? [] : events(result, most: Self.mostEvents)
    if !events.isEmpty { surroundings.console.result("    what happened last:") }
    for line in events { surroundings.console.result(line) }
  }

  /// The last entries of the journal, with their time since the beginning.
  private func events(_ result: TestResult, most: Int) -> [String] {
    let report = result.conclusion.report
    let entries = (report?.journal ?? []).filter { $0.isWorthShowing && $0.at >= result.began }
    return entries.suffix(most).map { entry in
      let time = (entry.at - result.began).brief
      let padded = String(repeating: " ", count: max(0, 9 - time.count)) + time
      return "      " + style.dim(padded) + "  " + entry.words
    }
  }
}

extension JournalEntry {
  /// Whether it says more than that something was begun.
  fileprivate var isWorthShowing: Bool {
    if case .captured = fact { false } else { true }
  }

  /// The entry for people.
  fileprivate var words: String {
    switch fact {
    case .created: "created"
    case .intent(let step, let attempt, _, _, _):
      "\(step) begins" + (attempt > 1 ? ", attempt \(attempt)" : "")
    case .outcome(let step, _, .done): "\(step) done"
    case .outcome(let step, _, .again(let after)): "\(step) again in \(after.brief)"
    case .outcome(let step, _, .failed(let failure)):
      "\(step) failed: \(failure.code): \(failure.message)"
    case .captured(let step, _, _): "\(step) gave outputs"
    case .lost(let step, _, let reason): "\(step) in doubt: \(reason)"
    case .omitted(let step): "\(step) left out"
    case .expanded(let step, let expansion): "\(step) decided: \(expansion.json.canonicalJSON)"
    case .waiting(let step, _, let message): "\(step) waits: \(message)"
    case .requested(_, let by, let request): "\(by) asked to \(request.name)"
    case .overdue: "the deadline has passed"
    case .finished(let result, _): result.rawValue.replacing("_", with: " ")
    }
  }
}
