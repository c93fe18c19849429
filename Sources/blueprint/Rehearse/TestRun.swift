import BlueprintCompiler
import BlueprintModel
import BlueprintSimulation

/// One repetition of a test, done.
struct TestRun {
  /// The test.
  let file: TestFile
  /// What chance depended on.
  let seed: Int
  /// What came of each operation. After one that failed, the others are not done.
  let results: [TestResult]

  /// Does the operations of `file` up to the one with number `last`, if that is given.
  init(_ file: TestFile, seed: Int, last: Int?) {
    self.file = file
    self.seed = seed
    var session = TestSession(file.test, on: file.bench, seed: seed)
    var results: [TestResult] = []
    for operation in file.test.operations.prefix(last ?? .max) {
      let result = session.perform(operation)
      results.append(result)
      if !result.isPassed { break }
    }
    self.results = results
  }

  /// Whether everything came out as expected.
  var isPassed: Bool { results.allSatisfy(\.isPassed) }

  /// The operation that did not.
  var failed: TestResult? { results.first { !$0.isPassed } }

  /// Operations that were not done, because one before failed.
  var left: Int { isPassed ? 0 : file.test.operations.count - results.count }

  /// The command that does the same again.
  var repetition: String {
    let operation = failed.map { " --operation \($0.number)" } ?? ""
    return "blueprint test \(file.path) --seed \(seed)\(operation)"
  }

  /// What is known of it, for programs.
  var json: Value {
    var map: ValueMap = [
      "file": .string(file.path), "seed": .integer(seed), "passed": .boolean(isPassed),
      "operations": .list(results.map(\.json)),
    ]
    if !isPassed { map["repeat"] = .string(repetition) }
    return .map(map)
  }
}

extension TestResult {
  /// What is known of it, for programs.
  var json: Value {
    var map: ValueMap = [
      "number": .integer(number), "operation": .string(operation.word),
      "name": .string(operation.name), "result": .string(conclusion.result.rawValue),
      "exit_code": .integer(conclusion.exitCode), "passed": .boolean(isPassed),
      "duration_ms": .integer(duration.milliseconds),
      "steps": .integer(conclusion.report?.records.order.count ?? 0),
    ]
    map.setUnlessEmpty("crashes", conclusion.report.map { .integer($0.crashes) })
    map.setUnlessEmpty("diagnostics", .list(conclusion.diagnostics.map(\.json)))
    map.setUnlessEmpty(
      "failures",
      .list(
        failures.map {
          [
            "expected": .string($0.expected), "found": .string($0.found), "place": $0.place.json,
          ]
        }))
    return .map(map)
  }

  /// What did not come out as expected, as diagnostics.
  var failureDiagnostics: [Diagnostic] {
    failures.map { failure in
      Diagnostic(
        code: "BP0973", "expected that \(failure.expected), but \(failure.found)",
        at: failure.place)
    }
  }
}
