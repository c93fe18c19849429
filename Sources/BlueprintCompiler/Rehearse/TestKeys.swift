/// The keys of a test.
enum TestKey: String, ConstructKey {
  case test, description, blueprint, profiles, inputs, seed, seeds, parallelism, latency, faults
  case stubs, operations

  static let construct = "a test"
  static let required: [TestKey] = [.test, .operations]
}

/// The keys of an operation.
enum TestOperationKey: String, ConstructKey {
  case deploy, upgrade, scale, backup, restore, destroy, action, promote, reject, resume
  case name, faults, stubs, requests, expect
  case onError = "on_error"

  static let construct = "an operation"
  /// What is done.
  static let kinds: [TestOperationKey] = [
    .deploy, .upgrade, .scale, .backup, .restore, .destroy, .action, .promote, .reject, .resume,
  ]
}

/// The keys of what a deploy or an upgrade is given.
enum TestChangesKey: String, ConstructKey {
  case inputs, profiles, include

  static let construct = "an operation's changes"
}

/// The keys of a test's backup.
enum TestBackupKey: String, ConstructKey {
  case id

  static let construct = "a test's backup"
}

/// The keys of a test's restore.
enum TestRestoreKey: String, ConstructKey {
  case id, safety

  static let construct = "a test's restore"
}

/// The keys of a test's destroy.
enum TestDestroyKey: String, ConstructKey {
  case include

  static let construct = "a test's destroy"
}

/// The keys of a test's action.
enum TestActionKey: String, ConstructKey {
  case name, inputs

  static let construct = "a test's action"
  static let required: [TestActionKey] = [.name]
}

/// The keys of a leave that is given or refused.
enum TestLeaveKey: String, ConstructKey {
  case step, reason

  static let construct = "a test's leave"
}

/// The keys of a request of a run that is under way.
enum TestRequestKey: String, ConstructKey {
  case after, ask, step, reason

  static let construct = "a request"
  static let required: [TestRequestKey] = [.ask]
}

/// What can be asked of a run.
enum TestRequestWord: String, CaseIterable {
  case promote, reject, pause, proceed, cancel, abort
}

/// The keys of a fault.
enum FaultKey: String, ConstructKey {
  case fail, lose, hang, delay, throttle, limit, die, cut, unhealthy, crash
  case step, verb, address, machine, domain, after, times, chance, away
  case lasting = "for"

  static let construct = "a fault"
  /// What goes wrong.
  static let kinds: [FaultKey] = [
    .fail, .lose, .hang, .delay, .throttle, .limit, .die, .cut, .unhealthy, .crash,
  ]
}

/// The keys of a failure that is made up.
enum FailKey: String, ConstructKey {
  case `class`, code, message, changed

  static let construct = "a failure"
}

/// The keys of a distribution of times.
enum LatencyKey: String, ConstructKey {
  case from, to, mean, median, p99

  static let construct = "a latency"
}

/// The keys of a stub.
enum StubKey: String, ConstructKey {
  case step, verb, address, machine, domain, stdout, body, status, exit, outputs

  static let construct = "a stub"
}

/// The keys of what is expected of an operation.
enum TestExpectKey: String, ConstructKey {
  case result, diagnostics, failure, before, ran, duration, outputs, resources, available, attempts
  case exitCode = "exit_code"
  case notRan = "not_ran"

  static let construct = "an expectation"
}

/// The keys of a failure that is expected.
enum TestFailureKey: String, ConstructKey {
  case step, code, `class`

  static let construct = "an expected failure"
}

/// The keys of a time that is expected.
enum TestDurationKey: String, ConstructKey {
  case min, max

  static let construct = "an expected duration"
}

/// The keys of resources that are expected.
enum TestResourcesKey: String, ConstructKey {
  case present, absent

  static let construct = "expected resources"
}

/// The keys of an output that is expected.
enum TestOutputKey: String, ConstructKey {
  case equals, matches

  static let construct = "an expected output"
}
