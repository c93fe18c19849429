import BlueprintCompiler
import BlueprintModel

/// An operation as a command asks for it.
struct OperationRequest {
  /// The common options.
  var common: CommonOptions
  /// The options for inputs.
  var inputs = InputOptions()
  /// The options for carrying out.
  var run: RunOptions
  /// Which operation.
  var operation: Operation
  /// Counts set by this command, by machine group.
  var counts: [String: Int] = [:]
  /// The action, if it is one.
  var action: ActionRequest?
  /// Makes the plan from the compiled blueprint; nil for operations that need no blueprint.
  var plan: (PlanningContext) throws(CommandFailure) -> Plan
}

/// What a plan is made from.
struct PlanningContext {
  /// The blueprint, compiled; nil if the operation asked for none.
  var application: Application?
  /// What exists.
  var state: DeploymentState
  /// The planner over it.
  var planner: Planner
  /// Where the project's state is.
  var workspace: Workspace
  /// Counts kept with the deployment and those set now.
  var counts: ValueMap
  /// Addresses of protected resources that may be deleted.
  var included: Set<ResourceAddress>
  /// The inputs of the action, if it is one.
  var actionInputs: ActionInputs?
}
