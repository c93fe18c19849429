import BlueprintCompiler
import BlueprintModel

/// How an operation of a test ended.
public struct TestConclusion: Sendable {
  /// How it ended, in a word.
  public var result: TestExpectation.Result
  /// The exit status that the command would have.
  public var exitCode: Int
  /// What the command would tell.
  public var diagnostics: [Diagnostic] = []
  /// The texts that the diagnostics are about.
  public var sources: [Source] = []
  /// What is known of the run; nil if there was none.
  public var report: Simulation.Report?
  /// Whether the run did not end though nobody was asked for.
  public var isStuck = false
}

extension TestConclusion {
  init(_ report: Simulation.Report) {
    switch report.end {
    case .finished(.succeeded): self.init(result: .succeeded, exitCode: 0)
    case .finished(.failed): self.init(result: .failed, exitCode: 1)
    case .finished(.cancelled): self.init(result: .cancelled, exitCode: 1)
    case .finished(.rolledBack): self.init(result: .rolledBack, exitCode: 5)
    case .finished(.rollbackFailed): self.init(result: .rollbackFailed, exitCode: 6)
    case .paused: self.init(result: .paused, exitCode: 75)
    case .stuck: self.init(result: .failed, exitCode: 3, isStuck: true)
    }
    self.report = report
  }

  init(
    result: TestExpectation.Result, exitCode: Int, diagnostics: [Diagnostic] = [],
    sources: [Source] = [], isStuck: Bool = false
  ) {
    self.result = result
    self.exitCode = exitCode
    self.diagnostics = diagnostics
    self.sources = sources
    self.isStuck = isStuck
  }
}
