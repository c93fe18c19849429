import BlueprintExpressions
import BlueprintModel
import Testing

@testable import BlueprintCompiler

extension Rehearsal {
  /// The plan of the action `name`; checked against all laws.
  func action(_ name: String, given: [String: Value] = [:]) throws -> Plan {
    let application = try application()
    let action = try #require(application.actions.first { $0.name == name })
    let inputs = action.bind(
      given.sorted { $0.key < $1.key }.map {
        GivenInput($0.key, .value($0.value), origin: .variable)
      })
    #expect(inputs.diagnostics == [] && inputs.missing == [])
    let plan = try planner(application).action(name, of: application, inputs: inputs)
    let again = try planner(application).action(name, of: application, inputs: inputs)
    #expect(plan.json.canonicalJSON == again.json.canonicalJSON)
    try PlanLaws(plan: plan, state: state).check()
    for secret in Array(application.secrets.values) + Array(inputs.secrets.values) {
      guard let text = secret.string else { continue }
      #expect(!plan.json.canonicalJSON.contains(text))
    }
    return plan
  }

  /// The code of what is wrong with the plan of the action `name`.
  func refusal(of name: String, given: [String: Value] = [:]) throws -> Diagnostic? {
    do {
      _ = try action(name, given: given)
      return nil
    } catch let error as PlanError { return error.diagnostics.first }
  }
}
