import BlueprintExpressions
import BlueprintModel

/// A resource of a service instance and the steps that bring it about: its packages, its files,
/// what its hooks did, its process, its health.
struct Facet {
  /// The resource.
  let address: ResourceAddress
  /// What people call it: `files`.
  let label: String
  /// The parts of the desired state.
  let desired: [String: BoundValue]
  /// The steps before the one that establishes the resource.
  let introduction: [PlanNode]
  /// The step that establishes the resource.
  let last: StepDraft

  /// All steps, in order.
  var steps: [PlanNode] { introduction + [.step(last)] }
  /// Writes down what is to be known of the resource, which is as desired already.
  var record: StepDraft { last.recording("record") }

  /// A facet that `steps`, and at last `step`, establish.
  init(
    _ address: ResourceAddress, label: String, desired: [String: BoundValue],
    steps: [PlanNode] = [], last step: StepDraft, teardown: [Teardown], uses: [ResourceAddress]
  ) {
    self.address = address
    self.label = label
    self.desired = desired
    introduction = steps
    var last = step
    last.resource = address
    last.effect = .ensure
    last.desired = desired
    last.teardown = teardown
    last.uses = uses
    self.last = last
  }
}
