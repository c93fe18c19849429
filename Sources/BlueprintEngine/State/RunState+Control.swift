import BlueprintModel

// How control steps bring steps into being, and what the end of those means for them.

extension RunState {
  /// Takes up what was decided about a control step.
  mutating func expand(_ number: Int, _ expansion: Expansion) throws(RunFault) {
    switch progress[number].state {
    case .ready, .delayed: break
    default: throw unexpected("expansion", number)
    }
    let step = step(at: number)
    guard let control = step.control else { throw unexpected("expansion", number) }
    progress[number].state = .expanded
    progress[number].ticket = 0
    progress[number].isBegun = true
    if progress[number].attemptBegan == nil {
      progress[number].attemptBegan = moment
      if step.timeout > .zero {
        wakes.insert(.init(at: moment + step.timeout, step: number))
      }
    }
    var opened = controls.removeValue(forKey: number) ?? OpenControl()
    opened.frames = []
    switch (control, expansion) {
    case (.conditional(_, let then, let otherwise), .branch(let isTrue)):
      controls[number] = opened
      try open(isTrue ? then : otherwise, of: number)
    case (.forEach, .elements(let elements)):
      opened.elements = .values(elements)
      controls[number] = opened
      try openBatch(of: number)
    case (.forEach, .sealedElements(let sealed, let count)):
      opened.elements = .sealed(sealed, count: count)
      controls[number] = opened
      try openBatch(of: number)
    case (.repetition(_, _, let delay, let body), .turn(let turn)):
      opened.next = turn + 1
      controls[number] = opened
      try open(body, of: number, turn: turn, after: turn > 0 ? delay : .zero)
    case (.attempt(let body, _, _), .attempt):
      controls[number] = opened
      try open(body, of: number)
    default: throw damage("`\(step.id)` cannot be expanded like that")
    }
  }

  /// Opens the next batch of a loop; a loop over nothing ends at once.
  private mutating func openBatch(of number: Int) throws(RunFault) {
    guard let control = controls[number],
      case .forEach(_, let batch, let body)? = step(at: number).control
    else { return }
    let count = control.elements.count
    guard control.next < count else { return close(control: number) }
    let end = min(control.next + batch.size(of: count), count)
    controls[number]?.next = end
    for turn in control.next..<end {
      try open(body, of: number, turn: turn, element: control.elements[turn])
    }
  }

  /// Brings the steps of a body into being, and lets them begin.
  private mutating func open(
    _ body: [Step], of owner: Int, kind: Frame.Kind = .body, turn: Int? = nil,
    element: TurnElement? = nil, after delay: Duration = .zero
  ) throws(RunFault) {
    let outer = frames[progress[owner].frame]
    let id = step(at: owner).id.description
    let pattern = pattern(of: owner)
    var turns = outer.turns
    if let turn { turns.append(Turn(loop: pattern, number: turn, element: element)) }
    let frame = try addFrame(
      body, owner: owner, kind: kind, prefix: id + (turn.map { "[\($0)]." } ?? "."),
      pattern: pattern + (turn == nil ? "." : "[*]."), turns: turns)
    controls[owner]?.frames.insert(frame)
    controls[owner]?.kind = kind
    unlockRoots(of: frame, after: delay)
  }

  /// Adds steps as a frame. Their identities are relative to `prefix`.
  mutating func addFrame(
    _ body: [Step], owner: Int?, kind: Frame.Kind, prefix: String, pattern: String, turns: [Turn]
  ) throws(RunFault) -> Int {
    let first = stepCount
    let added = prefix.isEmpty ? body : body.map { $0.within(prefix) }
    try graph.append(added)
    children += added
    ready.ensure(graph.lineKeys.count)
    for number in first..<first + added.count {
      var fresh = StepProgress()
      fresh.unmet = graph.needs[number]
      fresh.frame = frames.count
      progress.append(fresh)
    }
    remaining += added.count
    frames.append(
      Frame(
        owner: owner, kind: kind, prefix: prefix, pattern: pattern, turns: turns,
        members: first..<first + added.count, remaining: added.count))
    if added.isEmpty { ended.append(frames.count - 1) }
    return frames.count - 1
  }

  /// Tells the owners of frames that have ended. A loop, not a recursion: a loop in the plan may
  /// have many turns in which nothing is to be done.
  mutating func concludeFrames() throws(RunFault) {
    while let frame = ended.popLast() {
      switch frames[frame].kind {
      case .plan: try concludePlan()
      case .undo: concludeUndo(frame)
      case .body, .rescue, .always: try conclude(frame)
      }
    }
  }

  private mutating func conclude(_ frame: Int) throws(RunFault) {
    guard let owner = frames[frame].owner, controls[owner] != nil else { return }
    // In place: a batch may have very many frames.
    controls[owner]?.frames.remove(frame)
    if controls[owner]?.failed == nil { controls[owner]?.failed = frames[frame].failed }
    controls[owner]?.causes += frames[frame].causes
    guard let control = controls[owner], control.frames.isEmpty else { return }
    try goOn(owner, control)
  }

  /// Goes on with a control step whose steps have all ended.
  private mutating func goOn(_ number: Int, _ control: OpenControl) throws(RunFault) {
    let isStopped = control.isStopped || control.verdict != nil
    switch step(at: number).control {
    case .forEach where control.failed == nil && !isStopped: try openBatch(of: number)
    case .repetition where control.failed == nil && !isStopped:
      enqueue(number)
    case .attempt(_, let rescue, let always):
      try goOnTrying(number, control, rescue: rescue, always: always)
    default: close(control: number)
    }
  }

  private mutating func goOnTrying(
    _ number: Int, _ control: OpenControl, rescue: [Step], always: [Step]
  ) throws(RunFault) {
    let isAborted = frames[progress[number].frame].isAborted || control.verdict != nil
    switch control.kind {
    case .body where control.failed != nil && !rescue.isEmpty && !control.isStopped && !isAborted:
      controls[number]?.failed = nil
      tolerate(control.causes)
      controls[number]?.causes = []
      try open(rescue, of: number, kind: .rescue)
    case .body, .rescue:
      guard !always.isEmpty, !isAborted else { return close(control: number) }
      try open(always, of: number, kind: .always)
    default: close(control: number)
    }
  }

  /// Ends a control step, as what happened within it says.
  mutating func close(control number: Int) {
    guard let control = controls.removeValue(forKey: number) else { return }
    if let verdict = control.verdict {
      tolerate(control.causes)
      return failForGood(number, verdict)
    }
    if let failed = control.failed {
      let name = step(at: failed).id
      let failure = Failure(.permanent, code: "step_within", "`\(name)` within it failed")
      return failForGood(number, failure, causes: control.causes)
    }
    if control.isStopped { return skip(number) }
    succeed(number)
  }

  /// Ends a control step by the engine's own verdict: nothing more is begun in it, and what is in
  /// flight is given up.
  mutating func end(control number: Int, by failure: Failure) {
    guard controls[number] != nil else { return failForGood(number, failure) }
    controls[number]?.verdict = failure
    stop(control: number, aborting: true)
    if controls[number]?.frames.isEmpty == true { close(control: number) }
  }
}

extension Step {
  /// The step of a body as a step of the run.
  fileprivate func within(_ prefix: String) -> Step {
    var step = self
    step.id = StepID(prefix + id.description)
    step.needs = needs.map { StepID(prefix + $0.description) }
    return step
  }
}
