import BlueprintModel

/// What a run comes to in numbers.
extension RunStory {
  /// How many steps of each kind there are.
  struct Tally {
    var failed = 0
    /// Failed, where that does not count against the run.
    var tolerated = 0
    var skipped = 0
    var omitted = 0
    /// Tried more than once.
    var retried = 0
    var undone = 0
  }

  /// How many steps of each kind there are.
  var tally: Tally {
    var tally = Tally()
    tally.failed = seriousFailures.count
    for (number, record) in records.enumerated() {
      if record.standing == .failed, record.isCounted, isTolerated(number) { tally.tolerated += 1 }
      if record.role == .undo, record.standing == .done { tally.undone += 1 }
      guard record.isCounted else { continue }
      if record.standing == .skipped { tally.skipped += 1 }
      if record.standing == .omitted { tally.omitted += 1 }
      if record.attempts > 1 { tally.retried += 1 }
    }
    return tally
  }

  /// The failures that count against the run, the first one first. A control step that failed because of a
  /// step within it is not told of besides that one.
  var seriousFailures: [Int] {
    failed.filter { number in
      guard !isTolerated(number) else { return false }
      let inner = children[number] ?? []
      return !inner.contains { records[$0].standing == .failed && !isTolerated($0) }
    }
  }

  /// The steps with an effect that took the longest, the slowest first.
  func slowest(_ count: Int) -> [(step: StepID, duration: Duration)] {
    let finished = records.compactMap { record -> (step: StepID, duration: Duration)? in
      guard record.step.verb != nil, let ended = record.ended, let began = record.began else {
        return nil
      }
      return (record.id, ended - began)
    }
    return Array(finished.sorted { $0.duration > $1.duration }.prefix(count))
  }
}
