import BlueprintModel

extension Step {
  /// Whether the step is what it says, and nothing about it is decided during the run. Other steps
  /// are planned and shown, but not carried out: to pass over one would be to do less than asked.
  var isUnconditional: Bool {
    control == nil && when == nil && outputs.isEmpty && !continueOnError
  }
}
