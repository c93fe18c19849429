import BlueprintModel

extension TestDecoder {
  /// A fault of a test.
  func fault(_ node: YAMLNode) -> Fault? {
    let fields = Fields<FaultKey>(node, at: node.firstPlace, log: log)
    guard let key = fields.exactlyOne(of: FaultKey.kinds, at: node.firstPlace),
      let kind = kind(key, fields)
    else { return nil }
    let selector = FaultSelector(
      step: glob(fields, .step), verb: glob(fields, .verb), address: glob(fields, .address),
      machine: glob(fields, .machine), domain: glob(fields, .domain))
    if key != .crash, selector == FaultSelector(), fields[.chance] == nil {
      log.report(TestProblem.unselected(key.rawValue), at: fields.place(of: key))
    }
    return Fault(
      kind, selector, after: fields.duration(.after) ?? .zero, lasting: fields.duration(.lasting),
      times: fields.integer(.times, in: 1...Int.max, wanted: "1 or more"),
      chance: chance(fields))
  }

  private func chance(_ fields: Fields<FaultKey>) -> Double? {
    guard let text = fields.text(.chance) else { return nil }
    if let chance = Fault.chance(.string(text)) { return chance }
    let problem = DecodeProblem.outOfRange("chance", wanted: "a percentage, such as `5%`")
    log.report(problem, at: fields[.chance]?.place)
    return nil
  }

  private func kind(_ key: FaultKey, _ fields: Fields<FaultKey>) -> Fault.Kind? {
    switch key {
    case .fail: return fields[key].flatMap { failure($0, fields) }.map { .fail($0) }
    case .lose: return fields.choice(key, of: Fault.Part.self).map { .lose($0) }
    case .hang: return fields.boolean(key) == true ? .hang : nil
    case .delay: return fields[key].flatMap { latency($0, "delay") }.map { .delay($0) }
    case .throttle:
      return fields.integer(key, in: 1...1_000_000, wanted: "calls in a second, from 1")
        .map { .throttle(rate: $0) }
    case .limit:
      return fields.integer(key, in: 1...1_000_000, wanted: "calls at a time, from 1")
        .map { .limit($0) }
    case .die: return fields.boolean(key) == true ? .die : nil
    case .cut: return fields.choice(key, of: Fault.Direction.self).map { .cut($0) }
    case .unhealthy:
      if fields[key]?.text == "always" { return .unhealthy(nil) }
      return fields.duration(key).map { .unhealthy($0) }
    default: return crash(fields)
    }
  }

  private func crash(_ fields: Fields<FaultKey>) -> Fault.Kind? {
    guard let node = fields[.crash] else { return nil }
    let moments: [String: Fault.Moment] = [
      "before_call": .beforeCall, "before_outcome": .beforeOutcome, "after_outcome": .afterOutcome,
    ]
    let away = fields.duration(.away) ?? .seconds(30)
    if case .integer(let number)? = node.scalar, number > 0 {
      return .crash(.entry(number), away: away)
    }
    if let moment = moments[node.text] { return .crash(moment, away: away) }
    let problem = DecodeProblem.notOneOf(
      "crash", text: node.text, choices: moments.keys.sorted() + ["the number of a journal entry"])
    log.report(problem, at: node.place)
    return nil
  }

  private func failure(_ node: YAMLNode, _ outer: Fields<FaultKey>) -> Failure? {
    if node.kind == .scalar {
      return outer.choice(.fail, of: FailureClass.self)
        .map { Failure($0, code: "simulated_\($0.rawValue)", "a simulated failure", changed: .no) }
    }
    let fields = Fields<FailKey>(node, at: outer.place(of: .fail) ?? node.place, log: log)
    let failureClass = fields.choice(.class, of: FailureClass.self) ?? .permanent
    return Failure(
      failureClass, code: fields.text(.code) ?? "simulated_\(failureClass.rawValue)",
      fields.text(.message) ?? "a simulated failure",
      changed: fields.choice(.changed, of: FailureChange.self)?.changed ?? .no)
  }

  /// A time, or a distribution of times, under `name`.
  func latency(_ node: YAMLNode, _ name: String) -> Latency? {
    if node.kind == .scalar {
      if let span = Duration(blueprintText: node.text) { return .fixed(span) }
      log.report(DecodeProblem.notADuration(name, text: node.text), at: node.place)
      return nil
    }
    let fields = Fields<LatencyKey>(node, at: node.firstPlace, log: log)
    let found = ValueMap(
      LatencyKey.allCases.compactMap { key in
        fields.duration(key).map { (key.rawValue, .duration($0)) }
      })
    if let latency = try? Latency(json: .map(found)) { return latency }
    if node.kind == .map { log.report(TestProblem.latency(name), at: node.firstPlace) }
    return nil
  }

  /// A stub of a test.
  func stub(_ node: YAMLNode) -> Stub? {
    let fields = Fields<StubKey>(node, at: node.firstPlace, log: log)
    var outputs = values(fields, .outputs)
    if let text = fields.text(.stdout) { outputs["stdout"] = .string(text) }
    if let text = fields.text(.body) { outputs["body"] = .string(text) }
    if let status = fields.integer(.status, in: 100...599, wanted: "from 100 to 599") {
      outputs["status"] = .integer(status)
    }
    let selector = FaultSelector(
      step: glob(fields, .step), verb: glob(fields, .verb), address: glob(fields, .address),
      machine: glob(fields, .machine), domain: glob(fields, .domain))
    return Stub(
      selector, outputs: outputs,
      exit: fields.integer(.exit, in: 0...255, wanted: "from 0 to 255") ?? 0)
  }
}

/// Whether a failure that is made up changed anything.
enum FailureChange: String, CaseIterable {
  case yes, no, unknown

  var changed: Failure.Changed { Failure.Changed(rawValue: rawValue) ?? .unknown }
}
