import BlueprintModel

/// What people ask of a run.
extension RunStory {
  mutating func take(_ request: RunRequest, number: Int, by person: String) -> [StoryEvent] {
    let details: ValueMap = ["request": .integer(number), "by": .string(person)]
    switch request {
    case .promote(let step):
      return settle(step, .approval) { story, waiting in
        story.conclude(waiting, .done)
        return story.event(.stepPromoted, step: waiting, "promoted by \(person)", details)
      }
    case .reject(let step, let reason):
      return settle(step, .approval) { story, waiting in
        story.records[waiting].failure = Failure(
          .permanent, code: "rejected", "rejected by \(person): \(reason)", changed: .no)
        story.conclude(waiting, .failed)
        return story.event(
          .stepRejected, step: waiting, level: .error, "rejected by \(person): \(reason)", details)
      }
    case .settle(let step, let settlement):
      return settle(step, .settlement) { story, waiting in
        story.settle(waiting, settlement)
        return story.event(
          .stepSettled, step: waiting, "\(person) says: \(settlement.words)",
          details.merging(["as": .string(settlement.rawValue)]))
      }
    case .pause:
      pausedBy = person
      return [event(.runPaused, level: .warning, "paused by \(person)", details)]
    case .proceed:
      pausedBy = nil
      return [event(.runProceeding, "gone on with by \(person)", details)]
    case .cancel, .abort:
      cancelledBy = person
      let isAbort = request == .abort
      let how = isAbort ? "what is in flight is given up" : "what is in flight ends"
      return [
        event(
          .runCancelling, level: .warning, "cancelled by \(person): \(how)",
          details.merging(["abort": .boolean(isAbort)]))
      ]
    }
  }

  private mutating func settle(_ number: Int, _ settlement: RunRequest.Settlement) {
    switch settlement {
    case .done: conclude(number, .done)
    case .failed:
      let failure = Failure(.permanent, code: "settled", "it took no effect", changed: .no)
      records[number].failure = records[number].failure ?? failure
      conclude(number, .failed)
    case .again: set(number, .pending)
    }
  }

  /// Applies an answer to the steps that wait for it: to `step`, or to all.
  private mutating func settle(
    _ step: StepID?, _ kind: WaitingFor, _ body: (inout RunStory, Int) -> StoryEvent
  ) -> [StoryEvent] {
    var events: [StoryEvent] = []
    for number in waiting(for: kind) where step == nil || records[number].id == step {
      events.append(body(&self, number))
    }
    return events
  }

  /// The steps that wait for a person, in the order in which they came to it.
  func waiting(for kind: WaitingFor) -> [Int] {
    underWay.filter { number in
      if case .waiting(kind, _) = records[number].standing { return true }
      return false
    }
  }

  /// Whether nothing goes on until a person says so.
  var waitsForPerson: Bool {
    result == nil && !underWay.isEmpty
      && underWay.allSatisfy { number in
        if case .waiting = records[number].standing { return true }
        return false
      }
  }
}

extension RunRequest.Settlement {
  /// What was found out, for people.
  var words: String {
    switch self {
    case .done: "it took effect"
    case .failed: "it took no effect"
    case .again: "it may be done again"
    }
  }
}
