import BlueprintModel

extension TestDecoder {
  /// An operation: a word, or a map with one of the words as a key.
  func operation(_ node: YAMLNode) -> TestOperation? {
    if node.kind == .scalar { return bare(node) }
    let fields = Fields<TestOperationKey>(node, at: node.firstPlace, log: log)
    guard node.kind == .map, let key = kind(fields, node), let place = fields.place(of: key),
      let kind = self.kind(key, fields, at: place)
    else { return nil }
    let expected = fields[.expect].map { expectations($0, at: fields.place(of: .expect)) } ?? []
    return TestOperation(
      name: fields.text(.name) ?? "", kind: kind, place: place,
      faults: fields.list(.faults).compactMap(fault), stubs: fields.list(.stubs).compactMap(stub),
      requests: fields.list(.requests).compactMap(request),
      policy: fields.choice(.onError, of: FailurePolicy.self) ?? .stop,
      expectations: expected.withResult(at: place))
  }

  /// An operation that is nothing but its word.
  private func bare(_ node: YAMLNode) -> TestOperation? {
    let kinds: [String: TestOperation.Kind] = [
      "deploy": .deploy(TestChanges()), "upgrade": .upgrade(TestChanges()),
      "backup": .backup(id: nil), "restore": .restore(id: nil, safety: true),
      "destroy": .destroy(include: []), "promote": .resume(.promote(nil)),
      "resume": .resume(nil),
    ]
    guard let kind = kinds[node.text] else {
      let problem = DecodeProblem.notOneOf(
        "operations", text: node.text, choices: kinds.keys.sorted())
      log.report(problem, at: node.place)
      return nil
    }
    return TestOperation(
      name: "", kind: kind, place: node.place, faults: [], stubs: [], requests: [], policy: .stop,
      expectations: [].withResult(at: node.place))
  }

  /// The key that says what is done; its value may be left out.
  private func kind(
    _ fields: Fields<TestOperationKey>, _ node: YAMLNode
  ) -> TestOperationKey? {
    let found = TestOperationKey.kinds.filter { fields.place(of: $0) != nil }
    if found.count == 1 { return found[0] }
    guard
      !found.isEmpty || node.entries.allSatisfy({ TestOperationKey(rawValue: $0.key.text) != nil })
    else { return nil }
    let problem = DecodeProblem.notExactlyOne(
      construct: TestOperationKey.construct, choices: TestOperationKey.kinds.map(\.rawValue),
      found: found.map(\.rawValue))
    log.report(problem, at: found.last.flatMap { fields.place(of: $0) } ?? node.firstPlace)
    return nil
  }

  private func kind(
    _ key: TestOperationKey, _ fields: Fields<TestOperationKey>, at place: Place
  ) -> TestOperation.Kind? {
    switch key {
    case .deploy: return .deploy(changes(fields[key], at: place))
    case .upgrade: return .upgrade(changes(fields[key], at: place))
    case .scale: return scale(fields, at: place)
    case .backup:
      guard let node = fields[key] else { return .backup(id: nil) }
      let keys = Fields<TestBackupKey>(node, at: place, log: log)
      return .backup(id: keys.text(.id))
    case .restore:
      guard let node = fields[key] else { return .restore(id: nil, safety: true) }
      let keys = Fields<TestRestoreKey>(node, at: place, log: log)
      return .restore(id: keys.text(.id), safety: keys.boolean(.safety) ?? true)
    case .destroy:
      guard let node = fields[key] else { return .destroy(include: []) }
      let keys = Fields<TestDestroyKey>(node, at: place, log: log)
      return .destroy(include: keys.references(.include).map(\.value))
    case .action: return action(fields, at: place)
    default: return resume(key, fields, at: place)
    }
  }

  private func changes(_ node: YAMLNode?, at place: Place) -> TestChanges {
    guard let node else { return TestChanges() }
    let fields = Fields<TestChangesKey>(node, at: place, log: log)
    return TestChanges(
      inputs: values(fields, .inputs),
      profiles: fields[.profiles].map { _ in fields.references(.profiles).map(\.value) },
      include: fields.references(.include).map(\.value))
  }

  private func scale(
    _ fields: Fields<TestOperationKey>, at place: Place
  ) -> TestOperation.Kind? {
    var counts: [Located<String>: Int] = [:]
    for member in fields.members(.scale, named: nil) {
      guard case .integer(let count)? = member.value.scalar, count >= 0 else {
        let problem = DecodeProblem.outOfRange(member.name, wanted: "a number, 0 or more")
        log.report(problem, at: member.value.place)
        continue
      }
      counts[Located(member.name, at: member.place)] = count
    }
    if fields[.scale] == nil || counts.isEmpty && !log.hasErrors {
      log.report(DecodeProblem.outOfRange("scale", wanted: "groups and their counts"), at: place)
    }
    return .scale(counts)
  }

  private func action(
    _ fields: Fields<TestOperationKey>, at place: Place
  ) -> TestOperation.Kind? {
    guard let node = fields[.action] else {
      log.report(DecodeProblem.missingKey("name", construct: TestActionKey.construct), at: place)
      return nil
    }
    if node.kind == .scalar { return .action(Located(node.text, at: node.place), inputs: [:]) }
    let keys = Fields<TestActionKey>(node, at: place, log: log)
    return keys.reference(.name).map { .action($0, inputs: values(keys, .inputs)) }
  }

  private func resume(
    _ key: TestOperationKey, _ fields: Fields<TestOperationKey>, at place: Place
  ) -> TestOperation.Kind {
    guard let node = fields[key] else {
      return .resume(
        key == .promote ? .promote(nil) : key == .reject ? .reject(nil, reason: "") : nil)
    }
    let keys = Fields<TestLeaveKey>(node, at: place, log: log)
    let step = keys.text(.step).map { StepID($0) }
    switch key {
    case .promote: return .resume(.promote(step))
    case .reject: return .resume(.reject(step, reason: keys.text(.reason) ?? ""))
    default: return .resume(nil)
    }
  }

  private func request(_ node: YAMLNode) -> TestOperation.Request? {
    let fields = Fields<TestRequestKey>(node, at: node.firstPlace, log: log)
    let step = fields.text(.step).map { StepID($0) }
    guard let word = fields.choice(.ask, of: TestRequestWord.self) else { return nil }
    let request: RunRequest =
      switch word {
      case .promote: .promote(step)
      case .reject: .reject(step, reason: fields.text(.reason) ?? "")
      case .pause: .pause
      case .proceed: .proceed
      case .cancel: .cancel
      case .abort: .abort
      }
    return TestOperation.Request(after: fields.duration(.after) ?? .zero, request: request)
  }
}

extension Array<TestExpectation> {
  /// These, and that it succeeds, if nothing is said of how it ends.
  fileprivate func withResult(at place: Place) -> [TestExpectation] {
    let isSaid = contains { expectation in
      switch expectation.kind {
      case .result, .exitCode: true
      default: false
      }
    }
    return isSaid ? self : [TestExpectation(kind: .result(.succeeded), place: place)] + self
  }
}
