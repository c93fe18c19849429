import BlueprintEngine
import BlueprintModel

/// Where a run stands: whether it is driven, what it waits for, or how it ended.
enum RunStanding: Hashable {
  /// It has ended.
  case finished(RunResult)
  /// Somebody drives it.
  case running(by: String)
  /// A person must say how it goes on.
  case needsPerson(WaitingFor, StepID, message: String)
  /// Somebody asked for a pause.
  case paused(by: String)
  /// Nothing happens before this moment.
  case waiting(until: Timestamp)
  /// Nobody drives it, and it could go on.
  case interrupted

  /// The standing of the run that `record` is of.
  ///
  /// - Parameter story: what its journal tells; nil for a run that has ended.
  init(_ record: RunRecord, _ story: RunStory?, at now: Timestamp) {
    if let result = record.result {
      self = .finished(result)
    } else if let story, story.waitsForPerson, let first = story.underWay.first,
      case .waiting(let kind, let message) = story.records[first].standing
    {
      self = .needsPerson(kind, story.records[first].id, message: message)
    } else if let person = story?.pausedBy {
      self = .paused(by: person)
    } else if let holder = record.driver(at: now) {
      self = .running(by: holder.label)
    } else if let wakeAt = record.wakeAt, wakeAt > now {
      self = .waiting(until: wakeAt)
    } else {
      self = .interrupted
    }
  }

  /// The standing for people.
  var text: String {
    switch self {
    case .finished(let result): result.words
    case .running(let label): "running (\(label))"
    case .needsPerson(.approval, _, let message): "waits for approval: \(message.firstLine)"
    case .needsPerson(.settlement, let step, _): "in doubt: \(step)"
    case .paused(let person): "paused by \(person)"
    case .waiting(let until): "waits until \(until.readableUTC)"
    case .interrupted: "interrupted, unfinished"
    }
  }

  /// The standing as a word, for programs.
  var name: String {
    switch self {
    case .finished(let result): result.rawValue
    case .running: "running"
    case .needsPerson(.approval, _, _): "waiting_for_approval"
    case .needsPerson(.settlement, _, _): "waiting_for_settlement"
    case .paused: "paused"
    case .waiting: "waiting"
    case .interrupted: "interrupted"
    }
  }
}
