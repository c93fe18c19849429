import BlueprintExpressions
import BlueprintModel

/// The provider of what the controller itself does for steps.
enum Controller {
  /// The name under which plans bind it; no blueprint can declare it.
  static let target = "@controller"

  /// Its provider.
  static let binding = TargetBinding(name: target, provider: "controller")
}

extension StepPlanner {
  /// A request, which the controller makes.
  func request(
    _ request: RequestSpec, _ step: StepSpec, _ frame: StepFrame
  ) throws(EvaluationError) -> StepDraft {
    let names = frame.allNames
    var headers: [String: BoundValue] = [:]
    for (name, value) in request.headers { headers[name] = try value.reduced(in: names) }
    var input: [String: BoundValue] = [
      "method": .literal(.string(request.method)), "url": try url(request.address, names),
      "expect": try expectation(request, names),
    ]
    if !headers.isEmpty { input["headers"] = BoundValue(map: headers) }
    if let body = request.body { input["body"] = try body.reduced(in: names) }
    var draft = StepDraft(id: frame.path.id, phase: frame.heading, target: Controller.target)
    draft.verb = "http.request"
    draft.input = input
    draft.timeout = .seconds(30)
    draft.idempotency = ["POST", "PATCH"].contains(request.method) ? .token : .natural
    return described(draft, step)
  }

  private func url(
    _ address: RequestSpec.Address, _ names: [String: BoundValue]
  ) throws(EvaluationError) -> BoundValue {
    switch address {
    case .url(let url): return try url.reduced(in: names)
    case .endpoint(let endpoint, let path):
      var parts = names
      parts["path"] = try path.reduced(in: names)
      return try BoundValue.text("${instance.endpoints[\"\(endpoint)\"].url}${path}")
        .reduced(in: parts)
    }
  }

  private func expectation(
    _ request: RequestSpec, _ names: [String: BoundValue]
  ) throws(EvaluationError) -> BoundValue {
    var expectation: [String: BoundValue] = [:]
    if !request.statuses.isEmpty {
      expectation["status"] = .literal(.list(request.statuses.map(Value.integer)))
    }
    if let pattern = request.bodyPattern {
      expectation["body"] = .literal(.string(pattern))
    }
    var values: [String: BoundValue] = [:]
    for (pointer, value) in request.expected { values[pointer] = try value.reduced(in: names) }
    if !values.isEmpty { expectation["json"] = BoundValue(map: values) }
    return BoundValue(map: expectation)
  }
}
