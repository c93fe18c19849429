import BlueprintCompiler
import BlueprintModel

/// Holds what happened against what was expected.
struct TestJudge {
  /// The deployment afterwards.
  let state: DeploymentState
  /// How the operation ended.
  let conclusion: TestConclusion

  /// What does not hold, in the order of the test. That nothing is broken which never may be is
  /// always expected.
  func failures(of operation: TestOperation) -> [TestResult.Failure] {
    var failures = operation.expectations.compactMap { expectation in
      verdict(on: expectation.kind).map { expected, found in
        TestResult.Failure(expected: expected, found: found, place: expectation.place)
      }
    }
    for violation in conclusion.report?.violations ?? [] {
      failures.append(
        TestResult.Failure(
          expected: "nothing is done twice, lost or left behind", found: violation,
          place: operation.place))
    }
    return failures
  }

  private typealias Finding = (expected: String, found: String)

  private var records: [(step: StepID, record: StepRecords.Record)] {
    guard let records = conclusion.report?.records else { return [] }
    return records.order.compactMap { step in records.records[step].map { (step, $0) } }
  }

  private func records(of glob: Glob) -> [(step: StepID, record: StepRecords.Record)] {
    records.filter { glob.matches($0.step.description) }
  }

  private func verdict(on kind: TestExpectation.Kind) -> Finding? {
    switch kind {
    case .result(let result):
      guard result != conclusion.result || conclusion.isStuck else { return nil }
      return ("it ends as `\(result.rawValue)`", ending)
    case .exitCode(let code):
      guard code != conclusion.exitCode else { return nil }
      return ("the exit status is \(code)", "it is \(conclusion.exitCode): \(ending)")
    case .diagnostic(let code):
      let codes = conclusion.diagnostics.map(\.code)
      guard !codes.contains(code) else { return nil }
      return ("`\(code)` is told", codes.isEmpty ? "nothing is told" : "told: \(list(codes))")
    case .failure(let step, let code, let failureClass):
      return verdict(onFailure: step, code, failureClass)
    case .order(let globs): return verdict(onOrder: globs)
    case .ran(let glob):
      guard records(of: glob).isEmpty else { return nil }
      return ("a step `\(glob)` is performed", "none is\(nearest(to: glob))")
    case .notRan(let glob):
      guard let ran = records(of: glob).first else { return nil }
      return ("no step `\(glob)` is performed", "`\(ran.step)` is")
    case .duration(let minimum, let maximum): return verdict(onDuration: minimum, maximum)
    case .output, .outputMatches: return verdict(onOutput: kind)
    case .present(let glob):
      guard !state.resources.keys.contains(where: { glob.matches($0.description) }) else {
        return nil
      }
      return ("a resource `\(glob)` exists", "none does")
    case .absent(let glob):
      let found = state.resources.keys.filter { glob.matches($0.description) }.sorted()
      guard let first = found.first else { return nil }
      return ("no resource `\(glob)` exists", "`\(first)` does")
    case .available(let service, let count):
      let lowest = conclusion.report?.available[service] ?? 0
      guard lowest < count else { return nil }
      return ("`\(service)` never has fewer than \(count) healthy instances", "it had \(lowest)")
    case .attempts(let glob, let count): return verdict(onAttempts: glob, count)
    }
  }

  /// How it ended, with the first reason.
  private var ending: String {
    if conclusion.isStuck { return "the run does not come to an end" }
    let word = "it ends as `\(conclusion.result.rawValue)`"
    if let told = conclusion.diagnostics.first { return "\(word): \(told.code) \(told.message)" }
    if let waiting = conclusion.report?.waiting.sorted(by: { $0.key < $1.key }).first {
      return "\(word): `\(waiting.key)` waits: \(waiting.value)"
    }
    guard let failed = records.first(where: { $0.record.failure != nil }),
      let failure = failed.record.failure
    else { return word }
    return "\(word): `\(failed.step)` failed with `\(failure.code)`: \(failure.message)"
  }

  private func verdict(
    onFailure step: Glob?, _ code: String?, _ failureClass: FailureClass?
  ) -> Finding? {
    let failed = records.filter { $0.record.failure != nil }
    let isFound = failed.contains { failed in
      guard let failure = failed.record.failure else { return false }
      return step.map { $0.matches(failed.step.description) } ?? true
        && code.map { $0 == failure.code } ?? true
        && failureClass.map { $0 == failure.failureClass } ?? true
    }
    guard !isFound else { return nil }
    let parts = [
      step.map { "`\($0)` fails" } ?? "a step fails", code.map { "with `\($0)`" },
      failureClass.map { "as \($0.rawValue)" },
    ]
    let found = failed.map { "`\($0.step)` with `\($0.record.failure?.code ?? "")`" }
    return (
      parts.compactMap(\.self).joined(separator: " "),
      found.isEmpty ? "no step failed" : "failed: \(found.joined(separator: ", "))"
    )
  }

  private func verdict(onOrder globs: [Glob]) -> Finding? {
    let expected = globs.map { "`\($0)`" }.joined(separator: " before ")
    for (first, second) in zip(globs, globs.dropFirst()) {
      let (earlier, later) = (records(of: first), records(of: second))
      for (glob, found) in [(first, earlier), (second, later)] where found.isEmpty {
        return (expected, "no step `\(glob)` is performed\(nearest(to: glob))")
      }
      guard let last = earlier.max(by: { $0.record.end < $1.record.end }),
        let next = later.min(by: { $0.record.began < $1.record.began }),
        last.record.end > next.record.began
      else { continue }
      return (expected, "`\(next.step)` was begun before `\(last.step)` was done")
    }
    return nil
  }

  private func verdict(onDuration minimum: Duration?, _ maximum: Duration?) -> Finding? {
    let found = conclusion.report?.duration ?? .zero
    if let maximum, found > maximum {
      return ("it takes at most \(maximum.blueprintText)", "it took \(found.blueprintText)")
    }
    if let minimum, found < minimum {
      return ("it takes at least \(minimum.blueprintText)", "it took \(found.blueprintText)")
    }
    return nil
  }

  private func verdict(onOutput kind: TestExpectation.Kind) -> Finding? {
    func value(_ name: String) -> Value? { state.outputs.first { $0.name == name }?.value }
    switch kind {
    case .output(let name, let expected):
      let found = value(name)
      guard found != expected, found?.shown != expected.shown else { return nil }
      return (
        "the output `\(name)` is \(expected.shown)",
        found.map { "it is \($0.shown)" } ?? "there is none"
      )
    case .outputMatches(let name, let pattern):
      let found = value(name)
      if let text = found?.shown, (try? pattern.matches(text)) == true { return nil }
      return (
        "the output `\(name)` matches `\(pattern.text)`",
        found.map { "it is \($0.shown)" } ?? "there is none"
      )
    default: return nil
    }
  }

  private func verdict(onAttempts glob: Glob, _ count: Int) -> Finding? {
    let expected = "`\(glob)` takes \(count) attempts"
    let found = records(of: glob)
    guard !found.isEmpty else {
      return count == 0 ? nil : (expected, "no such step is performed\(nearest(to: glob))")
    }
    guard let other = found.first(where: { $0.record.attempts != count }) else { return nil }
    return (expected, "`\(other.step)` took \(other.record.attempts)")
  }

  /// Names of steps that may have been meant.
  private func nearest(to glob: Glob) -> String {
    let wanted = glob.description.filter { $0 != "*" && $0 != "?" }
    let names = records.map(\.step.description)
    let last = wanted.split(separator: "/").last.map(String.init) ?? wanted
    let close = names.filter { $0.hasSuffix(last) || $0.hasPrefix(wanted) }.prefix(3)
    return close.isEmpty ? "" : "; there are \(list(Array(close)))"
  }

  private func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}

extension StepRecords.Record {
  /// Its end; of one that never ended, a moment after all others.
  fileprivate var end: Timestamp { ended ?? Timestamp(milliseconds: .max) }
}

extension Value {
  /// The value as people read it.
  var shown: String { string ?? canonicalJSON }
}
