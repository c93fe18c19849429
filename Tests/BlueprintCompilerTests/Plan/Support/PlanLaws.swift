import BlueprintExpressions
import BlueprintModel
import Testing

/// What holds for every plan.
struct PlanLaws {
  let plan: Plan
  let state: DeploymentState

  /// Checks all of it.
  func check() throws {
    try checkRoundTrip()
    var ancestors: [StepID: Set<StepID>] = [:]
    let producers = Dictionary(
      plan.steps.filter { $0.effect == .ensure }.compactMap { step in
        step.resource.map { ($0, [step.id]) }
      }, uniquingKeysWith: +)
    for step in plan.steps {
      #expect(ancestors[step.id] == nil, "\(step.id) is there twice")
      var before: Set<StepID> = []
      for need in step.needs {
        guard let earlier = ancestors[need] else {
          Issue.record("\(step.id) stands before \(need), which it needs")
          continue
        }
        before.formUnion(earlier.union([need]))
      }
      ancestors[step.id] = before
      checkReferences(of: step, before: before, producers: producers)
      checkTarget(of: step)
    }
  }

  private func checkRoundTrip() throws {
    let text = plan.json.canonicalJSON
    let read = try Plan(json: try Value(jsonText: text))
    #expect(read == plan)
    #expect(read.json.canonicalJSON == text)
  }

  private func checkTarget(of step: Step) {
    let names = Set(plan.targets.map(\.name))
    if step.verb != nil || step.effect == .ensure {
      #expect(names.contains(step.target ?? "?"), "\(step.id) has no target")
    }
  }

  /// Every resource that the step refers to is there by then.
  private func checkReferences(
    of step: Step, before: Set<StepID>, producers: [ResourceAddress: [StepID]]
  ) {
    checkControl(of: step, path: step.id.description, base: "", before: before)
    for json in [step.input] + step.desired.map(\.value) + step.controlValues {
      let references = (try? BoundValue(json: json).references) ?? []
      let late = ["secrets", "steps", "each", "iteration"]
      for reference in references where !late.contains(reference.root) {
        guard reference.root == "resources", case .key(let name)? = reference.path.first else {
          Issue.record("\(step.id) refers to \(reference)")
          continue
        }
        let address = ResourceAddress(name)
        let made = producers[address] ?? []
        let isThere =
          made.contains(where: before.contains)
          || made.isEmpty && state.resources[address]?.outputs.isEmpty == false
        #expect(isThere, "\(step.id) refers to \(reference) too early")
      }
    }
  }
}
