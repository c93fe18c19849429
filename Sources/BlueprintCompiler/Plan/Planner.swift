import BlueprintExpressions
import BlueprintModel

/// Turns what shall be, what is, and what was asked for into a ``Plan``.
///
/// Planning is a comparison: each resource's desired state, part by part, against the digests of
/// what was applied last. The same application, state and operation give the same bytes.
public struct Planner: Sendable {
  /// What exists.
  public let state: DeploymentState
  /// Stand-ins for the values of secrets, as they were at the last run: equal secrets have equal
  /// fingerprints.
  public let fingerprints: [String: String]
  /// The directory on the controller, absolute, in which `fetch` steps leave what they bring.
  public let artifacts: String

  /// A planner for the deployment that `state` describes.
  public init(
    state: DeploymentState, fingerprints: [String: String] = [:], artifacts: String = "/artifacts"
  ) {
    self.artifacts = artifacts
    self.state = state
    self.fingerprints = fingerprints
  }

  /// The plan that makes the deployment what `application` says: the plan of deploy, scale and
  /// upgrade. `counts` are the counts set by `scale`, kept with the revision. Protected
  /// resources that would be deleted must be in `included`.
  public func converge(
    to application: Application, operation: Operation, counts: ValueMap = [:],
    included: Set<ResourceAddress> = []
  ) throws(PlanError) -> Plan {
    try PlanError.wrapping { () throws(PlanFault) in
      var convergence = try Convergence(
        application: application, state: state, fingerprints: secretNames, artifacts: artifacts)
      try convergence.planSubjects()
      try convergence.planRemovals(included: included)
      let revision = revision(of: application, counts: counts)
      let steps = try convergence.steps()
      try checkFeasible(steps)
      return Plan(
        deployment: state.name, operation: operation, base: state.serial, revision: revision,
        targets: targets(application.targets.map(\.binding), for: steps),
        changes: convergence.changes.map {
          $0.explained(from: state.revision?.serviceVersions ?? [:], to: revision.serviceVersions)
        },
        steps: steps,
        outputs: try outputs(of: application, scope: convergence.scope))
    }
  }

  /// The plan that takes everything away but protected machines that are not in `included`.
  public func destroy(included: Set<ResourceAddress> = []) throws(PlanError) -> Plan {
    try PlanError.wrapping { () throws(PlanFault) in
      let kept = Set(
        state.resources.values.filter { $0.protect && !included.contains($0.address) }
          .map(\.address))
      let removal = RemovalPlanner(
        known: state.resources, removed: Set(state.resources.keys).subtracting(kept),
        skipsDrain: true, ends: [:])
      var graph = PlanGraph()
      let changes = try removal.planOrFault(into: &graph)
      let steps = try graph.orderedOrFault()
      return Plan(
        deployment: state.name, operation: Operation(.destroy), base: state.serial,
        revision: kept.isEmpty ? nil : state.revision, targets: targets([], for: steps),
        changes: changes, steps: steps)
    }
  }

  private var secretNames: [String: BoundValue] {
    fingerprints.mapValues { .literal(.string($0)) }
  }

  /// The targets of the application and of what exists, by name; the application's settings
  /// win. The controller is one if `steps` need it.
  func targets(_ declared: [TargetBinding], for steps: [Step] = []) -> [TargetBinding] {
    var targets: [String: TargetBinding] = [:]
    for resource in state.resources.values { targets[resource.target.name] = resource.target }
    for target in declared { targets[target.name] = target }
    if steps.contains(where: \.usesController) { targets[Controller.target] = Controller.binding }
    return targets.values.sorted { $0.name < $1.name }
  }

  private func revision(
    of application: Application, counts: ValueMap
  ) -> Revision {
    var versions: ValueMap = [:]
    for service in application.services {
      if let version = service.version?.literal { versions[service.name] = version }
    }
    var revision = Revision(
      number: (state.revision?.number ?? 0) + 1, application: application.name,
      version: application.version, source: application.source,
      inputs: application.givenInputs,
      profiles: application.profiles, counts: counts, serviceVersions: versions)
    if let current = state.revision {
      revision.number = current.number
      if revision != current { revision.number += 1 }
    }
    return revision
  }

  private func outputs(
    of application: Application, scope: NameScope
  ) throws(PlanFault) -> [PlannedOutput] {
    var outputs: [PlannedOutput] = []
    for output in application.outputs {
      do {
        let value = try output.value.reduced(in: scope.global)
        outputs.append(
          PlannedOutput(
            name: output.name, value: value.json, description: output.description,
            isSecret: output.isSecret))
      } catch {
        throw .evaluation(error, output.place)
      }
    }
    return outputs
  }
}
