import BlueprintModel

/// Something that people who watch a run want to see.
public enum RunEvent: Sendable, Hashable {
  /// The store accepted a fact. Only facts of this drive are told; earlier ones are in the store.
  case entry(JournalEntry)
  /// A provider's output line, without secrets.
  case log(StepID, String)
}

/// Takes events, in order for entries; must return quickly. Log lines come from any thread.
public typealias RunObserver = @Sendable (RunEvent) -> Void
