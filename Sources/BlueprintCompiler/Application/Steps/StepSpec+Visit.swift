extension StepSpec {
  /// The lists of steps within this one, and the group that they are on if it is another.
  var bodies: [[StepSpec]] {
    switch kind {
    case .sequence(let steps): [steps]
    case .parallel(let branches): branches.map(\.steps)
    case .conditional(_, let then, let otherwise): [then, otherwise]
    case .forEach(let loop): [loop.body]
    case .repetition(_, _, _, let body): [body]
    case .attempt(let body, let rescue, let always): [body, rescue, always]
    default: []
    }
  }
}

extension Sequence<StepSpec> {
  /// Visits each step and all within them, in the order of the text, with the group that it runs
  /// on; `subject` is the one of these.
  func visit(on subject: Need.Subject?, _ body: (StepSpec, Need.Subject?) -> Void) {
    for step in self {
      let own = step.site?.subject ?? subject
      body(step, own)
      var inner = own
      if case .forEach(let loop) = step.kind, let group = loop.subject { inner = group }
      for steps in step.bodies { steps.visit(on: inner, body) }
    }
  }
}
