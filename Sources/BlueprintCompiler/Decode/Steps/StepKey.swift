/// The keys of a step: its kind, the companions of some kinds, and the modifiers.
enum StepKey: String, ConstructKey {
  case run, script, file, fetch, http, wait, service, machine
  case set, assert, fail, approve, call, sequence, parallel
  case condition = "if"
  case forEach = "for_each"
  case repetition = "repeat"
  case attempt = "try"

  case then
  case otherwise = "else"
  case body = "do"
  case batch, until, max, delay, rescue, always

  case id, name, on, user, env, cwd, stdin, when, timeout, retry, unless, creates, idempotency
  case outputs
  case continueOnError = "continue_on_error"

  static let construct = "a step"

  /// The kinds, of which a step has exactly one.
  static let kinds: [StepKey] = [
    .run, .script, .file, .fetch, .http, .wait, .service, .machine, .set, .assert, .fail,
    .approve, .call, .sequence, .parallel, .condition, .forEach, .repetition, .attempt,
  ]

  /// The keys that belong to one kind only, with that kind.
  static let companions: [StepKey: StepKey] = [
    .then: .condition, .otherwise: .condition, .body: .forEach, .batch: .forEach,
    .until: .repetition, .max: .repetition, .delay: .repetition, .rescue: .attempt,
    .always: .attempt,
  ]

  /// The modifiers, besides those that every kind takes.
  static let modifiers: [StepKey] = [
    .on, .user, .env, .cwd, .stdin, .timeout, .retry, .unless, .creates, .idempotency, .outputs,
    .continueOnError,
  ]

  /// The companions that a step of this kind must have.
  var requiredCompanions: [StepKey] {
    switch self {
    case .condition: [.then]
    case .forEach: [.body]
    case .repetition: [.until, .max]
    default: []
    }
  }

  /// The modifiers that make sense on a step of this kind, besides `id name when`.
  var allowedModifiers: Set<StepKey> {
    switch self {
    case .run, .script: Set(Self.modifiers)
    case .file, .fetch, .service: [.on, .timeout, .retry, .continueOnError]
    case .wait: [.on, .env, .timeout, .continueOnError]
    case .http, .machine: [.on, .timeout, .retry, .idempotency, .outputs, .continueOnError]
    case .approve: [.timeout]
    case .sequence, .parallel, .condition, .repetition, .attempt: [.on, .user, .env, .cwd]
    case .forEach: [.user, .env, .cwd]
    default: []
    }
  }
}
