import BlueprintExpressions
import BlueprintModel

/// Why there is no plan: mistakes that the user can mend, as diagnostics.
public struct PlanError: Error, Sendable {
  /// What is wrong.
  public let diagnostics: [Diagnostic]

  /// These mistakes.
  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// Runs `body` and turns what goes wrong into diagnostics.
  static func wrapping<Result>(
    _ body: () throws(PlanFault) -> Result
  ) throws(PlanError) -> Result {
    do { return try body() } catch { throw PlanError(diagnostics: [error.diagnostic]) }
  }
}

/// What can go wrong while planning.
enum PlanFault: Error {
  /// An expression has no value, although its types are right.
  case evaluation(EvaluationError, Place?)
  /// A protected resource would be deleted.
  case protected(Resource)
  /// A machine would have to come from another provider.
  case moved(Resource, to: TargetBinding, Place)
  /// A step fails whatever happens.
  case doomed(Step, message: String?)
  /// A step of an action needs something that is not there.
  case notDeployed(ResourceAddress, Place)
  /// There is no such action.
  case noAction(String, known: [String])
  /// Steps need each other.
  case cycle(PlanCycle)

  /// The message for the user.
  var diagnostic: Diagnostic {
    switch self {
    case .evaluation(let error, let place):
      Diagnostic(
        code: "BP0805", "this expression has no value: \(error)", at: place,
        help: ["change the expression or the value that it refers to"])
    case .protected(let resource):
      Diagnostic(
        code: "BP0803", "`\(resource.address)` is protected and would be deleted",
        at: resource.place,
        help: [
          "name it to delete it: --include \(resource.address)",
          "or keep it in the blueprint",
        ])
    case .moved(let resource, let target, let place):
      Diagnostic(
        code: "BP0804",
        "`\(resource.address)` is on `\(resource.target.provider)` and cannot move to "
          + "`\(target.provider)`",
        at: place,
        help: [
          "give the machine another name: then it is made anew and the old one is deleted",
          "or destroy the deployment, then deploy it again",
        ])
    case .doomed(let step, let message):
      Diagnostic(
        code: "BP0840", "this step fails whatever happens: \(message ?? "its message is late")",
        at: step.place, label: "found while planning; nothing was touched")
    case .notDeployed(let address, let place):
      Diagnostic(
        code: "BP0841", "this needs `\(address)`, which is not deployed", at: place,
        help: ["deploy it first: blueprint deploy"])
    case .noAction(let name, let known):
      Diagnostic(
        code: "BP0842", "no action named `\(name)`",
        help: [
          Suggestions.help(for: name, among: known)
            ?? (known.isEmpty
              ? "the blueprint has no actions" : "actions: \(known.joined(separator: ", "))")
        ])
    case .cycle(let cycle):
      Diagnostic(
        code: "BP0999",
        "these steps need each other: "
          + cycle.steps.map(\.description).joined(separator: " → "),
        help: ["this is a fault of blueprint; please report it with the blueprint"])
    }
  }
}
