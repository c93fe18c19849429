import BlueprintModel

/// What can be said of a step besides what it does.
extension BlueprintDecoder {
  /// The most attempts of one step.
  static let maximumAttempts = 1000

  func modifiers(_ fields: Fields<StepKey>, of kind: StepKey?) -> StepModifiers {
    var modifiers = StepModifiers()
    modifiers.on = fields.scalarNode(.on, wanted: "a service or a machine group")
    modifiers.user = fields.scalarNode(.user)
    modifiers.environment = environment(fields, .env)
    modifiers.directory = fields.scalarNode(.cwd)
    modifiers.input = fields.scalarNode(.stdin)
    modifiers.when = fields.scalarNode(.when, wanted: "a condition")
    modifiers.timeout = fields.duration(.timeout, minimum: .milliseconds(1))
    modifiers.retry = fields[.retry].flatMap { retry($0, at: fields.place(of: .retry)) }
    modifiers.unless = fields.scalarNode(.unless)
    modifiers.creates = fields.scalarNode(.creates, wanted: "a path")
    modifiers.idempotency = fields.choice(.idempotency, of: Step.Idempotency.self)
    modifiers.outputs = fields.members(.outputs, named: "an output", pattern: .variable)
      .compactMap { capture($0, of: kind) }
    modifiers.continuesOnError = fields.boolean(.continueOnError) ?? false
    return modifiers
  }

  private func retry(_ node: YAMLNode, at place: Place?) -> RetryPolicy? {
    let fields = Fields<RetryKey>(node, at: place ?? node.place, log: log)
    let limit = Self.maximumAttempts
    let maximum = fields.integer(.max, in: 1...limit, wanted: "from 1 to \(limit)")
    let delay = fields.duration(.delay) ?? .seconds(1)
    let backoff = fields.choice(.backoff, of: Backoff.self) ?? .exponential
    let classes = classes(fields)
    guard let maximum else { return nil }
    return RetryPolicy(
      maximumAttempts: maximum, delay: delay,
      maximumDelay: backoff == .constant ? delay : max(delay, .seconds(60)), classes: classes)
  }

  /// How the delay grows.
  enum Backoff: String, CaseIterable { case constant, exponential }

  /// The failures to try again after; all but those that leave open what was done, unless the
  /// author says.
  private func classes(_ fields: Fields<RetryKey>) -> Set<FailureClass> {
    guard fields[.on] != nil else { return [.transient, .throttled, .unreachable, .permanent] }
    var classes: Set<FailureClass> = []
    for name in fields.references(.on) {
      if let found = FailureClass(rawValue: name.value) {
        classes.insert(found)
      } else {
        let choices = FailureClass.allCases.map(\.rawValue)
        log.report(
          DecodeProblem.notOneOf("on", text: name.value, choices: choices), at: name.place)
      }
    }
    return classes
  }
}
