import BlueprintEngine
import BlueprintModel
import SQLiteStore

/// A run whose journal a test wrote: what the program tells of facts needs nobody who makes them.
struct RecordedRun {
  /// The run.
  static let id = RunID("run-0123456789ab")
  /// The moment when it was created.
  static let start = Timestamp(milliseconds: 1_795_890_594_000)

  /// The state directory that it is in.
  let directory: String
  private let steps: [Step]
  private var facts: [(Duration, Fact)] = []
  private var now = Duration.zero

  /// A run of `steps`, to be kept beside the state of `bench`.
  init(_ steps: [Step], on bench: Bench) {
    self.steps = steps
    directory = "\(bench.root)/recorded"
  }

  /// A step with a verb.
  static func step(
    _ id: String, phase: String = "actions.mend", needs: [String] = [],
    retry: RetryPolicy = .never, input: Value = [:], place: Place? = nil,
    idempotency: Step.Idempotency = .token
  ) -> Step {
    Step(
      id: StepID(id), phase: phase, target: "main", verb: "host.run", input: input,
      needs: needs.map { StepID($0) }, retry: retry, idempotency: idempotency, why: "for a test",
      place: place)
  }

  /// A step without a verb.
  static func control(_ id: String, _ control: Control, needs: [String] = []) -> Step {
    Step(
      id: StepID(id), phase: "actions.mend", needs: needs.map { StepID($0) }, retry: .never,
      timeout: .zero, control: control)
  }

  /// Writes down a fact, some time after the one before.
  mutating func add(_ fact: Fact, after pause: Duration = .zero) {
    now += pause
    facts.append((now, fact))
  }

  /// Writes down that a step was done, or what else came of it.
  mutating func add(
    _ id: String, attempt: Int = 1, took: Duration = .milliseconds(500),
    _ outcome: Outcome = .done(handle: nil, outputs: [:])
  ) {
    add(.intent(step: StepID(id), attempt: attempt, token: "token", desired: [:]))
    add(.outcome(step: StepID(id), attempt: attempt, outcome), after: took)
  }

  /// Puts the run into a store of its own.
  func save(settings: RunSettings = RunSettings(), operation: Operation = .mend) async throws {
    let store = try SQLiteStore(path: "\(directory)/state.db")
    try await store.migrate()
    let plan = Plan(
      deployment: "shop", operation: operation, base: 0,
      revision: Revision(
        number: 1, application: "shop", version: "1.0", source: Digest(of: "".utf8)),
      targets: [TargetBinding(name: "main", provider: "local")], steps: steps)
    try await store.create(
      NewRun(id: Self.id, plan: plan, settings: settings, createdBy: "ada"), at: Self.start)
    let nobody = LeaseHolder(host: "elsewhere", boot: "", process: 1, started: 1, label: "a test")
    let lease = try await store.claim(
      Self.id, by: nobody, for: .seconds(86_400), evicting: nil, at: Self.start)
    var batches: [(Duration, [Fact])] = []
    for (moment, fact) in facts {
      if batches.last?.0 == moment {
        batches[batches.count - 1].1.append(fact)
      } else {
        batches.append((moment, [fact]))
      }
    }
    var sequence = 1
    for (moment, facts) in batches {
      let batch = AppendBatch(after: sequence, facts: facts)
      _ = try await store.append(batch, under: lease, at: Self.start + moment)
      sequence += facts.count
    }
    try await store.release(lease, wakeAt: nil)
  }
}

extension Operation {
  /// An action for tests.
  static let mend = Operation(.action, arguments: ["mend"])
}

extension Failure {
  /// A failure of a command.
  static func exit(_ code: Int, output: [String] = []) -> Failure {
    Failure(.permanent, code: "exit_status", "exit status \(code)", output: output)
  }
  /// A failure that may pass.
  static let busy = Failure(.transient, code: "busy", "the mirror is busy", changed: .no)
}
