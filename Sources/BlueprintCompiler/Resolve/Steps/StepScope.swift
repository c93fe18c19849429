import BlueprintExpressions
import BlueprintModel

/// Which names a step's expressions may use besides those of the whole blueprint.
struct StepScope: Hashable {
  /// Where steps run unless they say.
  struct Site: Hashable {
    var subject: Need.Subject
    var isSingle: Bool
  }

  /// A step whose outputs cannot be used here, and why.
  struct Hidden: Hashable {
    var reason: String
    var place: Place
  }

  /// The element of the loop around.
  struct Element: Hashable {
    var type: ExpressionType
    /// The group, if it is an instance.
    var subject: Need.Subject?
  }

  /// The service whose hook this is; nil in an action.
  var service: String?
  /// The action's own inputs, which shadow the blueprint's.
  var inputs: [String: ExpressionType] = [:]
  /// The places of all steps with an `id`.
  var declared: [String: Place] = [:]
  /// The outputs of the steps that have run when this one runs.
  var steps: [String: ExpressionType] = [:]
  /// Steps that may not have run.
  var hidden: [String: Hidden] = [:]
  /// What `each` is, within a `for_each`.
  var element: Element?
  /// Whether there are turns to number.
  var isLoop = false
  /// Where the steps run.
  var site: Site?
  /// What `instance` is; nil where there is none, or more than one.
  var instance: ExpressionType?
  /// What `env` holds.
  var environment: [String: ExpressionType] = [:]

  /// The names that only steps know.
  static let ownRoots = ["instance", "each", "iteration", "steps", "env"]

  /// The roots that may be used.
  var roots: [String] {
    var roots = [
      "inputs", "locals", "machines", "services", "requires", "deployment", "steps", "env",
    ]
    if service != nil { roots.append("self") }
    if instance != nil { roots.append("instance") }
    if element != nil { roots.append("each") }
    if isLoop { roots.append("iteration") }
    return roots
  }

  /// Takes the outputs of `steps` away for `reason`.
  mutating func hide(_ steps: [StepDeclaration], because reason: String) {
    for (id, place) in steps.ids {
      self.steps[id] = nil
      hidden[id] = Hidden(reason: reason, place: place)
    }
  }
}

extension Sequence<StepDeclaration> {
  /// The ids of the steps and of all within them, with their places, in the order of the text.
  var ids: [(id: String, place: Place)] {
    flatMap { step in (step.id.map { [($0.value, $0.place)] } ?? []) + step.children.ids }
  }
}

extension StepDeclaration {
  /// The steps within this one.
  var children: [StepDeclaration] {
    switch kind {
    case .sequence(let steps): steps
    case .parallel(let branches): branches.flatMap(\.steps)
    case .condition(_, let then, let otherwise): then + otherwise
    case .forEach(let loop): loop.steps
    case .repetition(let loop): loop.steps
    case .attempt(let body, let rescue, let always): body + rescue + always
    default: []
    }
  }
}
