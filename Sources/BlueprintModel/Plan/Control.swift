/// What a step without a verb decides at run time: an *expansion step*. What can be decided while
/// planning is not among them; it is unrolled into ordinary steps.
///
/// Bodies are plans of their own within the step: each step of a body stands after those it needs,
/// and names only others of the same body. The identities in a body are relative. When the engine
/// expands a control step, the identity of a child is that of the control step, then for a loop
/// `[3]`, the number of the turn from 0, then a dot and the child's own:
/// `actions.mend/retry[3].probe`, `actions.mend/decide.then.restart`.
///
/// Values are late-bound like ``Step/input``. Besides `resources["A"]` and `secrets.x` they may
/// refer to
///
/// - `steps["ID"].NAME`: a captured output, or a value of a `set`. The identity is complete, with
///   `[*]` for the turn of each loop around both steps: the one that the referring step is in.
/// - `each["ID"]`: the present element of the loop `ID`,
/// - `iteration["ID"]`: the number of its present turn, from 0.
public indirect enum Control: Sendable, Hashable {
  /// One of two bodies, by a condition; the other one is not expanded.
  case conditional(Value, then: [Step], otherwise: [Step])
  /// The body for each element of a list, `batch` elements at a time.
  case forEach(Value, batch: BatchSize, body: [Step])
  /// The body again and again until the condition, asked after each turn, is true; fails when it
  /// is not after `maximum` turns. Between two turns `delay` passes.
  case repetition(until: Value, maximum: Int, delay: Duration, body: [Step])
  /// The body; if it fails, `rescue`, whose success is the step's; in the end, in any case,
  /// `always`.
  case attempt([Step], rescue: [Step], always: [Step])
  /// Nothing until a person promotes the run.
  case approve(message: Value)
  /// Named values, kept as outputs of the step.
  case set(ValueMap)
  /// Fails with the message unless the condition is true.
  case assertion(Value, message: Value)
  /// Fails with the message.
  case failure(message: Value)
}

extension Control {
  /// All bodies.
  public var bodies: [[Step]] {
    switch self {
    case .conditional(_, let then, let otherwise): [then, otherwise]
    case .forEach(_, _, let body), .repetition(_, _, _, let body): [body]
    case .attempt(let body, let rescue, let always): [body, rescue, always]
    case .approve, .set, .assertion, .failure: []
    }
  }

  /// The word that the language has for it.
  public var name: String {
    switch self {
    case .conditional: "if"
    case .forEach: "for_each"
    case .repetition: "repeat"
    case .attempt: "try"
    case .approve: "approve"
    case .set: "set"
    case .assertion: "assert"
    case .failure: "fail"
    }
  }
}
