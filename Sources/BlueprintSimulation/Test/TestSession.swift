import BlueprintCompiler
import BlueprintEngine
import BlueprintModel

/// One repetition of a test: its operations on one simulated deployment, with one seed.
public struct TestSession {
  let test: BlueprintTest
  let bench: TestWorkbench
  /// What is asked of the compiler of names in the blueprint's text.
  let outline: BlueprintOutline
  /// What chance depends on.
  public let seed: Int
  /// The deployment.
  public private(set) var simulation: Simulation
  /// The values of secrets, by name.
  var secrets: [String: Value] = [:]
  /// The identities of the backups that were made.
  var backups: [String] = []
  private var done = 0

  /// A session in which nothing was done yet.
  public init(_ test: BlueprintTest, on bench: TestWorkbench, seed: Int) {
    self.test = test
    self.bench = bench
    self.seed = seed
    outline = BlueprintOutline(of: bench.blueprint)
    simulation = Simulation(
      of: outline.name ?? "test", seed: UInt64(seed),
      latencies: LatencyTable(test.latencies),
      configuration: DriveConfiguration(
        parallelism: test.parallelism, manifests: bench.manifests))
  }

  /// Does one operation and judges it.
  public mutating func perform(_ operation: TestOperation) -> TestResult {
    done += 1
    let before = simulation.now
    let conclusion = conclude(operation)
    var result = TestResult(
      number: done, operation: operation, conclusion: conclusion, began: before,
      ended: conclusion.report?.ended ?? before)
    result.failures = TestJudge(state: simulation.state, conclusion: conclusion)
      .failures(of: operation)
    return result
  }

  private mutating func conclude(_ operation: TestOperation) -> TestConclusion {
    do throws(TestRefusal) {
      if case .resume(let request) = operation.kind { return try goOn(operation, request) }
      guard simulation.paused == nil else {
        throw TestRefusal(
          11, "BP0802", "the deployment has an unfinished run",
          help: "let a test go on with it first: `promote`, `reject` or `resume`")
      }
      let (plan, isIdle) = try plan(operation)
      guard !isIdle else { return TestConclusion(result: .idle, exitCode: 0) }
      let report = try carryOut(plan, operation)
      if case .finished(.succeeded) = report.end, plan.operation.kind == .backup {
        backups += plan.operation.arguments
      }
      return TestConclusion(report)
    } catch {
      return TestConclusion(
        result: .refused, exitCode: error.exitCode, diagnostics: error.diagnostics,
        sources: error.sources)
    }
  }

  private mutating func goOn(
    _ operation: TestOperation, _ request: RunRequest?
  ) throws(TestRefusal) -> TestConclusion {
    let report: Simulation.Report?
    do throws(RunFault) {
      report = try simulation.goOn(with: request, circumstances(operation))
    } catch { throw TestRefusal(error) }
    guard let report else {
      throw TestRefusal(
        10, "BP0922", "no run waits for a person", help: "let an operation before it pause")
    }
    return TestConclusion(report)
  }

  private mutating func carryOut(
    _ plan: Plan, _ operation: TestOperation
  ) throws(TestRefusal) -> Simulation.Report {
    do throws(RunFault) {
      return try simulation.carryOut(
        plan, settings: RunSettings(policy: operation.policy), secrets: runSecrets,
        circumstances(operation))
    } catch { throw TestRefusal(error) }
  }

  private func circumstances(_ operation: TestOperation) -> Simulation.Circumstances {
    Simulation.Circumstances(
      faults: operation.faults + test.faults, stubs: operation.stubs + test.stubs,
      requests: operation.requests.map { ($0.after, $0.request) })
  }

  /// The secrets as a run needs them.
  private var runSecrets: RunSecrets {
    RunSecrets(values: secrets, fingerprints: fingerprints, box: OpenBox())
  }

  /// Stand-ins for the values of secrets.
  var fingerprints: [String: String] {
    Dictionary(
      uniqueKeysWithValues: secrets.map { name, value in
        (name, Digest(of: ["name": .string(name), "value": value]).short)
      })
  }
}

/// Seals nothing: what a test makes up is no secret.
private struct OpenBox: SecretBox {
  func seal(_ value: Value, name: String) throws -> String { value.canonicalJSON }

  func open(_ sealed: String, name: String) throws -> Value { try Value(jsonText: sealed) }
}

/// Why an operation was not begun.
struct TestRefusal: Error {
  /// The exit status that the command would have.
  let exitCode: Int
  /// What it would tell.
  let diagnostics: [Diagnostic]
  /// The texts that are quoted.
  var sources: [Source] = []

  init(_ exitCode: Int, _ diagnostics: [Diagnostic], sources: [Source] = []) {
    self.exitCode = exitCode
    self.diagnostics = diagnostics
    self.sources = sources
  }

  init(_ exitCode: Int, _ code: String, _ message: String, help: String) {
    self.init(exitCode, [Diagnostic(code: code, message, help: [help])])
  }

  init(_ fault: RunFault) {
    self.init(70, [Diagnostic(code: "BP0999", "\(fault)")])
  }
}
