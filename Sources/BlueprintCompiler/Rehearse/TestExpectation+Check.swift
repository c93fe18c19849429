import BlueprintModel

extension BlueprintTest {
  /// What the test names and `application` does not have.
  public func problems(with application: Application) -> [Diagnostic] {
    let log = DiagnosticLog()
    for operation in operations {
      check(operation, application, log)
      for expectation in operation.expectations { check(expectation, application, log) }
    }
    return log.sorted
  }

  private func check(
    _ operation: TestOperation, _ application: Application, _ log: DiagnosticLog
  ) {
    switch operation.kind {
    case .scale(let counts):
      let known = application.machines.map(\.name) + application.services.map(\.name)
      for name in counts.keys where !known.contains(name.value) {
        log.report(TestProblem.noGroup(name.value, known: known), at: name.place)
      }
    case .action(let name, _):
      let known = application.actions.map(\.name)
      guard !known.contains(name.value) else { return }
      log.report(TestProblem.noAction(name.value, known: known), at: name.place)
    default: break
    }
  }

  private func check(
    _ expectation: TestExpectation, _ application: Application, _ log: DiagnosticLog
  ) {
    switch expectation.kind {
    case .available(let service, _):
      let known = application.services.map { "services.\($0.name)" }
      guard !known.contains(service) else { return }
      log.report(TestProblem.noService(service, known: known), at: expectation.place)
    case .output(let name, _), .outputMatches(let name, _):
      let known = application.outputs.map(\.name)
      guard !known.contains(name) else { return }
      log.report(TestProblem.noOutput(name, known: known), at: expectation.place)
    default: break
    }
  }
}
