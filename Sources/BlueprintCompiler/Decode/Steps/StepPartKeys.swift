/// The keys of an action.
enum ActionKey: String, ConstructKey {
  case description, inputs, steps

  static let construct = "an action"
  static let required: [ActionKey] = [.steps]
}

/// The keys of a `file` step.
enum FileStepKey: String, ConstructKey {
  case dest, content, template, source, mode, owner, group

  static let construct = "a `file` step"
  static let required: [FileStepKey] = [.dest]
}

/// The keys of a `fetch` step.
enum FetchKey: String, ConstructKey {
  case path
  case artifact = "as"

  static let construct = "a `fetch` step"
  static let required: [FetchKey] = [.path, .artifact]
}

/// The keys of an `http` step.
enum HTTPStepKey: String, ConstructKey {
  case method, url, endpoint, path, headers, body, expect

  static let construct = "an `http` step"
}

/// The keys of what an `http` step expects.
enum ExpectKey: String, ConstructKey {
  case status, body, json

  static let construct = "what an `http` step expects"
}

/// The keys of a `wait` that is not for `healthy`.
enum WaitKey: String, ConstructKey {
  case span = "for"
  case until, interval, timeout, deadline

  static let construct = "a wait"
}

/// The conditions that a step can wait for.
enum UntilKey: String, ConstructKey {
  case tcp, http, run

  static let construct = "a condition to wait for"
}

/// The verbs of a `machine` step that take an argument.
enum MachineStepKey: String, ConstructKey {
  case power, snapshot, resize, reboot, fence

  static let construct = "a `machine` step"
}

/// The keys of `resize`.
enum ResizeKey: String, ConstructKey {
  case cpus, memory

  static let construct = "a new size"
}

/// The keys of an `assert` step.
enum AssertKey: String, ConstructKey {
  case that, message

  static let construct = "an `assert` step"
  static let required: [AssertKey] = [.that]
}

/// The keys of an `approve` step.
enum ApproveKey: String, ConstructKey {
  case message

  static let construct = "an `approve` step"
  static let required: [ApproveKey] = [.message]
}

/// The keys of a `call` step.
enum CallKey: String, ConstructKey {
  case action, inputs

  static let construct = "a `call` step"
  static let required: [CallKey] = [.action]
}

/// The keys of `retry`.
enum RetryKey: String, ConstructKey {
  case max, delay, backoff, on

  static let construct = "a retry"
  static let required: [RetryKey] = [.max]
}

/// The keys of one captured output.
enum CaptureKey: String, ConstructKey {
  case from, json, pattern, type, secret

  static let construct = "a captured output"
}
