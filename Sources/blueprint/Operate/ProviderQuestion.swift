import BlueprintEngine
import BlueprintModel

/// Asks a provider something that changes nothing, outside of any run.
struct ProviderQuestion {
  let workspace: Workspace
  let deployment: String

  /// The outputs of `verb`.
  func ask(
    _ verb: String, of target: TargetBinding, about address: String, input: Value,
    prior: Value? = nil
  ) async throws(CommandFailure) -> ValueMap {
    let action = Action(
      verb: verb, deployment: deployment, address: address, target: target, input: input)
    let context = ActionContext(
      token: "question-\(Identity.run())", attempt: 1, term: 0, timeout: .seconds(30),
      prior: prior)
    let outcome: Outcome
    do {
      outcome = try await workspace.plugins.provider(named: target.provider)
        .perform(action, context) { _ in }
    } catch {
      throw CommandFailure(
        .failed, code: "BP0620", "\(error)",
        help: ["the provider's own log is \(workspace.directory)/logs/\(target.provider).log"])
    }
    switch outcome {
    case .done(_, let outputs): return outputs
    case .again: throw CommandFailure(.failed, code: "BP0620", "`\(verb)` did not answer in time")
    case .failed(let failure):
      throw CommandFailure(
        .failed, code: "BP0621", "\(verb) of \(address): \(failure.message)",
        help: failure.help.map { [$0] } ?? [])
    }
  }
}
