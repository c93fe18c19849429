import BlueprintExpressions
import BlueprintModel

/// A step while it is being planned: its input still holds references that the planner binds, and
/// its needs are not all known.
struct StepDraft {
  /// Identity in the plan.
  var id: StepID
  /// The heading it is shown under.
  var phase: String
  /// The target's name; nil for a barrier.
  var target: String?
  /// The verb; nil for a barrier.
  var verb: String?
  /// The input, bound except for late references.
  var input: [String: BoundValue] = [:]
  /// The resource it is about.
  var resource: ResourceAddress?
  /// What success means for the resource.
  var effect: Step.Effect = .none
  /// The parts of the desired state, bound except for late references.
  var desired: [String: BoundValue] = [:]
  /// How the resource is taken away.
  var teardown: [Teardown] = []
  /// What the resource stands on.
  var uses: [ResourceAddress] = []
  /// Whether the resource is deleted only when named.
  var protect = false
  /// For a step without a verb: how long it takes.
  var delay: Duration = .zero
  /// The longest one attempt may take.
  var timeout: Duration = .seconds(600)
  /// What to do when the outcome is not known.
  var idempotency: Step.Idempotency = .token
  /// How often it is tried.
  var retry = RetryPolicy()
  /// What it decides at run time.
  var control: Control?
  /// The resources whose outputs the steps within ``control`` need.
  var innerResources: Set<ResourceAddress> = []
  /// Whether it is performed at all.
  var when: BoundValue?
  /// What is kept of its outcome.
  var outputs: [CapturedOutput] = []
  /// Whether what follows goes on when it fails.
  var continueOnError = false
  /// Why it is in the plan.
  var why = ""
  /// What asks for it.
  var place: Place?

  /// The resources whose outputs the step needs at run time.
  var lateResources: Set<ResourceAddress> {
    var found: Set<ResourceAddress> = []
    for value in input.values { found.formUnion(value.lateResources) }
    for value in desired.values { found.formUnion(value.lateResources) }
    if let when { found.formUnion(when.lateResources) }
    return found.union(innerResources)
  }

  /// The finished step, with `needs`.
  func step(needs: [StepID]) -> Step {
    Step(
      id: id, phase: phase, target: target, verb: verb, input: BoundValue.map(input).json,
      resource: resource, effect: effect,
      desired: ValueMap(desired.map { ($0.key, $0.value.json) }), teardown: teardown,
      uses: uses.sorted(), protect: protect, delay: delay, needs: needs, retry: retry,
      timeout: timeout, idempotency: idempotency, control: control, when: when?.json,
      outputs: outputs, continueOnError: continueOnError, why: why, place: place)
  }
}
