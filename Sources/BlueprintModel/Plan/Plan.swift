/// The immutable, content-hashed DAG of steps for one operation on one deployment.
///
/// `steps` are in a topological order that is the same for the same input, so that the plan's
/// canonical JSON, and with it ``hash``, is the same on every machine.
public struct Plan: Sendable, Hashable {
  /// The version of the plan's JSON form.
  public static let format = 1

  /// The deployment that the plan changes.
  public var deployment: String
  /// What was asked for.
  public var operation: Operation
  /// The deployment's serial that the plan was made against; a plan made against another serial
  /// than the present one is stale.
  public var base: Int
  /// The revision that the plan establishes; nil if the operation leaves nothing (destroy).
  public var revision: Revision?
  /// The targets that the steps name.
  public var targets: [TargetBinding]
  /// What the steps do to instances, for people.
  public var changes: [PlannedChange]
  /// The steps, each after those it needs.
  public var steps: [Step]
  /// The outputs to evaluate when the run has succeeded.
  public var outputs: [PlannedOutput]

  /// A plan; see the properties for the parameters.
  public init(
    deployment: String, operation: Operation, base: Int, revision: Revision?,
    targets: [TargetBinding], changes: [PlannedChange] = [], steps: [Step],
    outputs: [PlannedOutput] = []
  ) {
    self.deployment = deployment
    self.operation = operation
    self.base = base
    self.revision = revision
    self.targets = targets
    self.changes = changes
    self.steps = steps
    self.outputs = outputs
  }

  /// The SHA-256 of the canonical JSON.
  public var hash: Digest { Digest(of: json) }
}

extension Plan: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let format = try json.requiredInteger("format")
    guard format == Self.format else {
      throw JSONShapeError(
        "`format`: this program reads plans of format \(Self.format), not \(format)")
    }
    self.init(
      deployment: try json.requiredString("deployment"),
      operation: try Operation(json: try json.required("operation")),
      base: try json.requiredInteger("base"),
      revision: try json.optional("revision", as: Revision.self),
      targets: try json.elements("targets", as: TargetBinding.self),
      changes: try json.elements("changes", as: PlannedChange.self),
      steps: try json.elements("steps", as: Step.self),
      outputs: try json.elements("outputs", as: PlannedOutput.self))
  }

  public var json: Value {
    var map: ValueMap = [
      "format": .integer(Self.format), "deployment": .string(deployment),
      "operation": operation.json, "base": .integer(base),
      "targets": .list(targets.map(\.json)), "changes": .list(changes.map(\.json)),
      "steps": .list(steps.map(\.json)),
      "outputs": .list(outputs.map(\.json)),
    ]
    map.setUnlessEmpty("revision", revision?.json)
    return .map(map)
  }
}
