import BlueprintModel

/// Steps that come into being during a run, under identities such as `actions.mend/retry[3].probe`.
extension RunStory {
  /// The number of the step `id`; one that nothing announced is added as what it seems to be:
  /// `ID/undo.stop` undoes the step `ID`.
  mutating func number(of id: StepID) -> Int {
    if let number = numbers[id] { return number }
    let text = id.description
    guard let cut = text.ranges(of: "/undo.").last,
      let undone = numbers[StepID(String(text[..<cut.lowerBound]))]
    else {
      let phase = text.split(separator: "/").first.map(String.init) ?? text
      return add(StepRecord(Step(id: id, phase: phase), id: id, role: .undo))
    }
    let step = records[undone].step
    let name = text[cut.upperBound...]
    let teardown = step.teardown.first { $0.name == name }
    let undoing = Step(
      id: id, phase: step.phase, target: teardown?.target ?? step.target,
      verb: teardown == nil ? step.verb : teardown?.verb, resource: step.resource,
      why: "undoes `\(records[undone].id)`", place: step.place)
    return add(StepRecord(undoing, id: id, role: .undo))
  }

  /// Counts a step of a `rescue` or `always` whose turn has come, and its siblings with it.
  mutating func wake(_ number: Int) {
    guard records[number].standing == .dormant else { return }
    let siblings = records[number].owner.flatMap { children[$0] } ?? [number]
    for sibling in siblings
    where records[sibling].standing == .dormant && records[sibling].role == records[number].role {
      records[sibling].standing = .pending
      if records[sibling].isCounted { total += 1 }
    }
  }

  mutating func expand(_ id: StepID, _ expansion: Expansion) -> [StoryEvent] {
    let number = number(of: id)
    wake(number)
    closeNeeds(of: number)
    records[number].began = records[number].began ?? lastAt
    set(number, .expanded)
    let step = records[number].step
    let path = "\(id)"
    var message = "decided"
    var details: ValueMap = [:]
    switch (step.control, expansion) {
    case (.conditional(_, let then, let otherwise)?, .branch(let branch)):
      bring(branch ? then : otherwise, within: number, role: .body(turn: nil), "\(path).")
      message = branch ? "the condition is true" : "the condition is false"
      details["branch"] = .boolean(branch)
    case (.forEach(_, _, let body)?, .elements), (.forEach(_, _, let body)?, .sealedElements):
      let count = expansion.count
      for turn in 0..<count {
        bring(body, within: number, role: .body(turn: turn), "\(path)[\(turn)].")
      }
      message = "for \(count) \(count == 1 ? "element" : "elements")"
      details["elements"] = .integer(count)
    case (.repetition(_, let maximum, _, let body)?, .turn(let turn)):
      bring(body, within: number, role: .body(turn: turn), "\(path)[\(turn)].")
      message = "turn \(turn + 1) of at most \(maximum)"
      details["turn"] = .integer(turn)
    case (.attempt(let body, let rescue, let always)?, .attempt):
      bring(body, within: number, role: .body(turn: nil), "\(path).")
      bring(rescue, within: number, role: .rescue, "\(path).")
      bring(always, within: number, role: .always, "\(path).")
      message = "tried"
    default: break
    }
    details["total"] = .integer(total)
    if let control = step.control { details["control"] = .string(control.name) }
    return [event(.stepExpanded, step: number, message, details)]
  }

  private mutating func bring(
    _ steps: [Step], within owner: Int, role: StepRecord.Role, _ prefix: String
  ) {
    let isLate = role == .rescue || role == .always
    for step in steps {
      let id = StepID(prefix + step.id.description)
      guard numbers[id] == nil else { continue }
      add(
        StepRecord(
          step, id: id, owner: owner, role: role, prefix: prefix,
          standing: isLate ? .dormant : .pending))
    }
  }

  /// Whether the failure of a step does not count against the run: it may fail, or something
  /// around it made it good.
  func isTolerated(_ number: Int) -> Bool {
    if result == .succeeded { return true }
    var inner = number
    while true {
      if records[inner].step.continueOnError { return true }
      guard let owner = records[inner].owner else { return false }
      if case .body = records[inner].role, hasRescued(owner) { return true }
      inner = owner
    }
  }

  /// Whether a `try` has begun to make good what failed in its body, and has not failed at that.
  private func hasRescued(_ owner: Int) -> Bool {
    let rescuers = (children[owner] ?? []).filter { records[$0].role == .rescue }
    return rescuers.contains { records[$0].began != nil }
      && !rescuers.contains { records[$0].standing == .failed }
  }

  /// Ends the control steps that `number` needs: it could not have begun before their end, which
  /// no entry of its own tells.
  mutating func closeNeeds(of number: Int) {
    guard !children.isEmpty else { return }
    var open = needs(of: number)
    while let need = open.popLast() {
      if records[need].standing == .expanded { close(need) }
      // A barrier may join the whole plan, and is looked through once only.
      guard records[need].isBarrier, records[need].standing == .pending else { continue }
      records[need].standing = .done
      open += needs(of: need)
    }
  }

  /// Ends a control step as the steps within it have ended.
  mutating func close(_ number: Int) {
    for child in children[number] ?? [] where records[child].standing == .expanded { close(child) }
    let inner = children[number] ?? []
    let hasFailed = inner.contains { records[$0].standing == .failed && !isTolerated($0) }
    records[number].standing = hasFailed ? .failed : .done
    records[number].ended = inner.compactMap { records[$0].ended }.max() ?? lastAt
  }

  /// The steps that a step names as coming first.
  func needs(of number: Int) -> [Int] {
    let prefix = records[number].prefix
    return records[number].step.needs.compactMap { need in
      numbers[prefix.isEmpty ? need : StepID(prefix + need.description)]
    }
  }

  /// What a step is shown under: its heading in the plan; for a step within others, that of the
  /// outermost one.
  func heading(of number: Int) -> String {
    var number = number
    while let owner = records[number].owner { number = owner }
    return records[number].role == .undo ? "undoing" : records[number].step.phase
  }

  /// A step's identity without the heading that it is shown under.
  func shortName(of number: Int) -> String {
    let text = records[number].id.description
    let heading = heading(of: number) + "/"
    return text.hasPrefix(heading) ? String(text.dropFirst(heading.count)) : text
  }

  /// All steps in the order of the plan, those within others after their owner.
  var ordered: [Int] {
    guard !children.isEmpty else { return Array(records.indices) }
    var order: [Int] = []
    order.reserveCapacity(records.count)
    func visit(_ number: Int) {
      order.append(number)
      for child in children[number] ?? [] { visit(child) }
    }
    for number in records.indices where records[number].owner == nil { visit(number) }
    return order
  }
}

extension Expansion {
  /// How many turns begin at once.
  fileprivate var count: Int {
    switch self {
    case .elements(let elements): elements.count
    case .sealedElements(_, let count): count
    case .branch, .turn, .attempt: 1
    }
  }
}
