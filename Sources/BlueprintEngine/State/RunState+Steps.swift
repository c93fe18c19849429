import BlueprintModel

// How steps become ready and are finished, whatever they do.

extension RunState {
  /// The step of that number.
  func step(at number: Int) -> Step {
    number < plan.steps.count ? plan.steps[number] : children[number - plan.steps.count]
  }

  /// The number of steps so far.
  var stepCount: Int { progress.count }

  /// The progress of a step, or nil if there is none of that name.
  public subscript(step: StepID) -> StepProgress? { graph.numbers[step].map { progress[$0] } }

  /// The step of that name.
  public func step(_ id: StepID) -> Step? { graph.numbers[id].map(step(at:)) }

  /// All steps so far: those of the plan, then those that came into being, in order.
  public var steps: some Sequence<Step> { [plan.steps, children].lazy.flatMap { $0 } }

  /// What a step uses up while it is in flight.
  public func limitKeys(of step: StepID) -> [LimitKey] {
    graph.numbers[step].map { graph.lineKeys[graph.lines[$0]] } ?? []
  }

  /// The binding of a step's target, if it has one.
  public func target(of step: Step) -> TargetBinding? { step.target.flatMap { graph.targets[$0] } }

  /// The latest moment for the end of a step's present attempt; nil before its first intent.
  public func deadline(of step: StepID) -> Timestamp? {
    guard let number = graph.numbers[step], let began = progress[number].attemptBegan else {
      return nil
    }
    return began + self.step(at: number).timeout
  }

  /// Lets every step of a frame that needs no other go on.
  mutating func unlockRoots(of frame: Int, after delay: Duration = .zero) {
    for number in frames[frame].members
    where graph.needs[number] == 0 && progress[number].state == .pending {
      if delay > .zero {
        postpone(number, until: moment + delay)
      } else {
        unlock(number)
      }
    }
  }

  /// Marks a step as done and lets go on what waited for it only. A loop, not a recursion: a
  /// chain of barriers may be as long as the plan.
  mutating func succeed(_ number: Int, as state: StepState = .succeeded) {
    var done = [number]
    progress[number].state = state
    while let next = done.popLast() {
      if next != number { progress[next].state = .succeeded }
      retire(next)
      for dependent in graph.dependents[next] where progress[dependent].state == .pending {
        progress[dependent].unmet -= 1
        guard progress[dependent].unmet == 0 else { continue }
        if step(at: dependent).isBarrier {
          done.append(dependent)
        } else {
          enqueue(dependent)
        }
      }
    }
  }

  private mutating func unlock(_ number: Int) {
    if step(at: number).isBarrier {
      succeed(number)
    } else {
      enqueue(number)
    }
  }

  /// Puts a step into its ready line.
  mutating func enqueue(_ number: Int) {
    progress[number].state = .ready
    progress[number].ticket = ready.append(number, to: graph.lines[number])
  }

  /// Has a step wait for a moment before it becomes ready.
  mutating func postpone(_ number: Int, until moment: Timestamp) {
    progress[number].state = .delayed(until: moment)
    progress[number].ticket = 0
    wakes.insert(.init(at: moment, step: number))
  }

  /// Counts a step as finished.
  mutating func retire(_ number: Int) {
    progress[number].ticket = 0
    progress[number].finishedBy = sequence
    verdicts[number] = nil
    remaining -= 1
    let frame = progress[number].frame
    frames[frame].remaining -= 1
    if frames[frame].remaining == 0 { ended.append(frame) }
  }

  /// Gives up a step that nothing was done for.
  mutating func skip(_ number: Int) {
    guard !progress[number].state.isFinal else { return }
    waiting[step(at: number).id] = nil
    progress[number].state = .skipped
    retire(number)
  }

  /// Gives up everything that can only follow a step that failed.
  mutating func skipDependents(of number: Int) {
    var rest = graph.dependents[number]
    while let next = rest.popLast() {
      guard progress[next].state == .pending else { continue }
      skip(next)
      rest += graph.dependents[next]
    }
  }
}

extension Step {
  /// Whether the step only joins what it needs.
  var isBarrier: Bool {
    verb == nil && effect == .none && delay == .zero && control == nil && when == nil
      && outputs.isEmpty
  }
}
