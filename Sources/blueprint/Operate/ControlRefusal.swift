import BlueprintModel

/// Refuses plans with steps that the engine of this version cannot carry out. What it takes for
/// a barrier would otherwise be passed over in silence.
enum ControlRefusal {
  /// Throws if `plan` has such a step, and says which is the first.
  static func check(_ plan: Plan) throws(CommandFailure) {
    for step in plan.steps {
      guard let reason = reason(against: step, targets: plan.targets) else { continue }
      throw CommandFailure(
        .refused, code: "BP0843", "this step cannot be carried out yet: \(reason)",
        at: step.place,
        notes: [Diagnostic.Note("it is `\(step.id)` of the plan; nothing was touched")],
        help: ["this version plans it and shows it: blueprint plan --verbose"])
    }
  }

  private static func reason(against step: Step, targets: [TargetBinding]) -> String? {
    if let control = step.control { return "it is decided during the run (`\(control.name)`)" }
    if step.when != nil { return "whether it is done is decided during the run (`when`)" }
    if !step.outputs.isEmpty { return "its outputs would be kept (`outputs`)" }
    if step.continueOnError { return "it may fail (`continue_on_error`)" }
    return nil
  }
}
