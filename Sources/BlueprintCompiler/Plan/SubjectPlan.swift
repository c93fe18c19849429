import BlueprintModel

/// What planning one machine group or service gave.
struct SubjectPlan {
  /// The last step of each member that has any, by the member's address.
  var ends: [(member: ResourceAddress, step: StepID)] = []
  /// What changes, for people.
  var changes: [PlannedChange] = []
  /// The resources that shall exist.
  var desired: Set<ResourceAddress> = []
}
