import BlueprintEngine
import BlueprintModel
import Synchronization

/// What happened around a run, in order: what the store accepted and what providers were asked.
public final class Trace: Sendable {
  /// One thing that happened.
  public enum Event: Sendable, Hashable {
    /// A lease was given out.
    case claimed(term: Int)
    /// The store accepted an entry.
    case accepted(JournalEntry)
    /// A provider was called.
    case called(StepID, ActionContext)
    /// A provider made something real.
    case effect(StepID, token: String)
  }

  private let content = Mutex<[Event]>([])

  /// An empty trace.
  public init() {}

  /// What happened so far.
  public var events: [Event] { content.withLock { $0 } }

  /// Notes an event.
  public func note(_ event: Event) { content.withLock { $0.append(event) } }
}
