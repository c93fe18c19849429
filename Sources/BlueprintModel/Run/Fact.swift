/// One thing that happened in a run. A run's state is the fold of its facts and of nothing else.
public enum Fact: Sendable, Hashable {
  /// The run exists, for the plan with this hash. Always the first fact.
  case created(plan: Digest, settings: RunSettings = RunSettings())
  /// The step is about to be performed; written before the effect. `desired` holds the digest
  /// of each evaluated part of the step's desired state; `undo` how its effect is undone, in runs
  /// that roll back.
  case intent(step: StepID, attempt: Int, token: String, desired: ValueMap, undo: Undo? = nil)
  /// The provider answered, or the engine itself did for a step that needs none.
  case outcome(step: StepID, attempt: Int, Outcome)
  /// What is kept of a step's outputs; written with the outcome, before it. Secret ones are
  /// sealed.
  case captured(step: StepID, values: ValueMap, sealed: ValueMap)
  /// The answer of an attempt was lost: the step is in doubt and is performed again with the
  /// same token.
  case lost(step: StepID, attempt: Int, reason: String)
  /// The step's condition is false: it counts as done without having been performed.
  case omitted(step: StepID)
  /// A control step was decided, and its steps come into being.
  case expanded(step: StepID, Expansion)
  /// The step waits for a person: an approval with its message, or an effect in doubt that must
  /// not be repeated.
  case waiting(step: StepID, WaitingFor, message: String)
  /// A person's request was taken up.
  case requested(number: Int, by: String, RunRequest)
  /// The run's deadline has passed: nothing more is begun.
  case overdue
  /// Nothing more will happen.
  case finished(RunResult, outputs: [PlannedOutput])
}

/// What a step waits for that only a person can give.
public enum WaitingFor: String, Sendable, Hashable {
  /// That the run is promoted.
  case approval
  /// To be told what became of an effect.
  case settlement
}
