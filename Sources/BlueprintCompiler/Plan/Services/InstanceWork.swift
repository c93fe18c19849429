import BlueprintExpressions
import BlueprintModel

/// The steps that bring one instance from what it is to what it shall be.
struct InstanceWork {
  /// The steps, each after the one before.
  private(set) var steps: [PlanNode] = []
  /// Whether a running process is stopped or told to change: such work goes batch by batch.
  private(set) var interrupts = false
  /// Whether the instance runs, but was not found healthy when it was last worked on: it counts
  /// as away until this work is done.
  let isUnproven: Bool
  /// What changes, for people; nil if nothing does.
  private(set) var change: PlannedChange?
  /// All resources that the instance shall consist of.
  let resources: Set<ResourceAddress>

  /// How an instance takes up its changes.
  private enum Manner { case create, restart, reload, check }

  init(
    comparison: InstanceComparison, knownNames: [String: BoundValue]
  ) throws(EvaluationError) {
    let design = comparison.design
    resources = Set(design.facets.map(\.address))
    isUnproven = comparison.isUnproven
    let changed = comparison.changed
    let manner = Self.manner(comparison)
    let preparation = changed.filter { design.isPreparation($0) }.flatMap(\.steps)
    steps = comparison.unrecorded.map(\.record).nodes
    steps += try comparison.leaving(names: knownNames).nodes
    switch manner {
    case nil: break
    case .create: steps += preparation + design.process.steps
    case .restart:
      steps +=
        try comparison.stopping(names: knownNames).nodes + preparation
        + design.process.steps
    case .reload: steps += preparation + design.reload
    case .check: steps += preparation
    }
    if manner != nil { steps += design.health?.steps ?? [] }
    interrupts = manner == .restart || manner == .reload || comparison.isMoving
    change = Self.change(manner, comparison)
    let why = change?.reasons.joined(separator: ", ") ?? ""
    steps = steps.map { $0.explained(why.isEmpty ? "new instance" : why) }
  }

  private static func manner(_ comparison: InstanceComparison) -> Manner? {
    let changed = comparison.changed
    guard !changed.isEmpty else { return nil }
    let process = comparison.difference(of: comparison.design.process)
    if process == .missing { return .create }
    if !process.isChange { return .check }
    let onlyFiles =
      !process.touches("start")
      && changed.allSatisfy { $0.label != "packages" && $0.label != "install" }
    return onlyFiles && !comparison.design.reload.isEmpty ? .reload : .restart
  }

  private static func change(
    _ manner: Manner?, _ comparison: InstanceComparison
  ) -> PlannedChange? {
    let address = comparison.context.address
    if comparison.isMoving {
      return PlannedChange(
        .restart, address, reasons: ["moves to \(comparison.context.machine)"])
    }
    switch manner {
    case .create: return PlannedChange(.create, address)
    case .restart: return PlannedChange(.restart, address, reasons: comparison.reasons)
    case .reload, .check: return PlannedChange(.update, address, reasons: comparison.reasons)
    case nil:
      guard !comparison.unrecorded.isEmpty else { return nil }
      return PlannedChange(.update, address, reasons: comparison.reasons)
    }
  }
}
