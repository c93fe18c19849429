import BlueprintModel

extension TestDecoder {
  /// What is expected of an operation.
  func expectations(_ node: YAMLNode, at keyPlace: Place?) -> [TestExpectation] {
    let place = keyPlace ?? node.place
    let fields = Fields<TestExpectKey>(node, at: place, log: log)
    var found: [TestExpectation] = []
    func add(_ kind: TestExpectation.Kind, at place: Place?) {
      found.append(TestExpectation(kind: kind, place: place ?? node.place))
    }
    if let result = fields.choice(.result, of: TestExpectation.Result.self) {
      add(.result(result), at: fields.place(of: .result))
    }
    if let code = fields.integer(.exitCode, in: 0...255, wanted: "from 0 to 255") {
      add(.exitCode(code), at: fields.place(of: .exitCode))
    }
    for code in fields.references(.diagnostics) { add(.diagnostic(code.value), at: code.place) }
    for glob in globs(fields, .ran) { add(.ran(glob.value), at: glob.place) }
    for glob in globs(fields, .notRan) { add(.notRan(glob.value), at: glob.place) }
    for member in fields.members(.available, named: nil) {
      guard let count = count(member) else { continue }
      add(.available(service: member.name, count), at: member.place)
    }
    for member in fields.members(.attempts, named: nil) {
      guard let count = count(member) else { continue }
      add(.attempts(step: Glob(member.name), count), at: member.place)
    }
    found += failures(fields) + orders(fields) + durations(fields) + outputs(fields)
    return found + resources(fields)
  }

  private func count(_ member: Fields<TestExpectKey>.Member) -> Int? {
    if case .integer(let count)? = member.value.scalar, count >= 0 { return count }
    let problem = DecodeProblem.outOfRange(member.name, wanted: "a number, 0 or more")
    log.report(problem, at: member.value.place)
    return nil
  }

  /// `failure: CODE`, a map, or a list of either.
  private func failures(_ fields: Fields<TestExpectKey>) -> [TestExpectation] {
    guard let node = fields[.failure] else { return [] }
    let nodes = node.kind == .list ? Array(node.elements) : [node]
    return nodes.map { node in
      guard node.kind != .scalar else {
        return TestExpectation(kind: .failure(step: nil, code: node.text, nil), place: node.place)
      }
      let keys = Fields<TestFailureKey>(node, at: node.firstPlace, log: log)
      let kind = TestExpectation.Kind.failure(
        step: glob(keys, .step), code: keys.text(.code),
        keys.choice(.class, of: FailureClass.self))
      return TestExpectation(kind: kind, place: node.firstPlace)
    }
  }

  /// `before: [A, B]`, or a list of such lists.
  private func orders(_ fields: Fields<TestExpectKey>) -> [TestExpectation] {
    let elements = fields.list(.before)
    let lists =
      elements.contains { $0.kind == .list }
      ? elements.map { Array($0.elements) } : elements.isEmpty ? [] : [elements]
    return lists.compactMap { list in
      guard list.count > 1, list.allSatisfy({ $0.kind == .scalar }) else {
        let problem = DecodeProblem.outOfRange("before", wanted: "two patterns of steps or more")
        log.report(problem, at: fields.place(of: .before))
        return nil
      }
      return TestExpectation(kind: .order(list.map { Glob($0.text) }), place: list[0].place)
    }
  }

  private func durations(_ fields: Fields<TestExpectKey>) -> [TestExpectation] {
    guard let node = fields[.duration], let place = fields.place(of: .duration) else { return [] }
    if node.kind == .scalar {
      return fields.duration(.duration).map {
        [TestExpectation(kind: .duration(minimum: nil, maximum: $0), place: place)]
      } ?? []
    }
    let keys = Fields<TestDurationKey>(node, at: place, log: log)
    let kind = TestExpectation.Kind.duration(
      minimum: keys.duration(.min), maximum: keys.duration(.max))
    return [TestExpectation(kind: kind, place: place)]
  }

  private func outputs(_ fields: Fields<TestExpectKey>) -> [TestExpectation] {
    fields.members(.outputs, named: nil).compactMap { member in
      let value = YAMLDocument.convert(member.value)
      let isTest = value.map?.keys.allSatisfy { TestOutputKey(rawValue: $0) != nil } ?? false
      guard isTest, value.map?.isEmpty == false else {
        return TestExpectation(kind: .output(member.name, value), place: member.place)
      }
      let keys = Fields<TestOutputKey>(member.value, at: member.place, log: log)
      guard let text = keys.text(.matches) else {
        let expected = value["equals"] ?? .null
        return TestExpectation(kind: .output(member.name, expected), place: member.place)
      }
      do throws(PatternError) {
        let pattern = try Pattern(text)
        return TestExpectation(kind: .outputMatches(member.name, pattern), place: member.place)
      } catch {
        log.report(DecodeProblem.badPattern(error.reason), at: keys[.matches]?.place)
        return nil
      }
    }
  }

  private func resources(_ fields: Fields<TestExpectKey>) -> [TestExpectation] {
    guard let node = fields[.resources] else { return [] }
    let place = fields.place(of: .resources) ?? node.place
    let keys = Fields<TestResourcesKey>(node, at: place, log: log)
    return globs(keys, .present).map { TestExpectation(kind: .present($0.value), place: $0.place) }
      + globs(keys, .absent).map { TestExpectation(kind: .absent($0.value), place: $0.place) }
  }
}
