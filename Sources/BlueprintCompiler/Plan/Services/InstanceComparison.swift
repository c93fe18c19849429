import BlueprintExpressions
import BlueprintModel

/// What one instance of a service shall be, beside what is recorded of it.
struct InstanceComparison {
  /// The instance.
  let context: InstanceContext
  /// What it shall be.
  let design: ServiceDesign
  /// Whether it is on another machine than it shall be: everything of it is made anew.
  let isMoving: Bool
  private let known: [ResourceAddress: Resource]
  private let differences: [ResourceAddress: Difference]

  init(
    context: InstanceContext, late: InstanceContext, dependencies: [ResourceAddress],
    known: [ResourceAddress: Resource], fingerprints: [String: BoundValue]
  ) throws(EvaluationError) {
    self.context = context
    self.known = known
    let isMoving = Facet.isElsewhere(than: context.machine, context.address, known)
    self.isMoving = isMoving
    func difference(of facet: Facet) throws(EvaluationError) -> Difference {
      try Difference(
        facet.last, recorded: isMoving ? nil : known[facet.address], fingerprints: fingerprints)
    }
    let isRunning = known[context.address] != nil
    design = try ServiceDesign(
      context: context, late: late, dependencies: dependencies,
      stableFor: isRunning ? context.service.upgrade.minHealthyTime : .zero
    ) { facet throws(EvaluationError) in
      let isChange = try difference(of: facet).isChange
      return try BoundValue.outputs(
        of: facet.address, known: isChange ? nil : known[facet.address])
    }
    var differences: [ResourceAddress: Difference] = [:]
    for facet in design.facets { differences[facet.address] = try difference(of: facet) }
    self.differences = differences
  }

  /// How a facet differs.
  func difference(of facet: Facet) -> Difference { differences[facet.address] ?? .missing }

  /// The facets that must be made or changed.
  var changed: [Facet] { design.facets.filter { difference(of: $0).isChange } }

  /// The facets of which only the record is wrong.
  var unrecorded: [Facet] { design.facets.filter { difference(of: $0) == .record } }

  /// Why something is to be done, for people: the causes, without what follows from them.
  var reasons: [String] {
    var reasons: [String] = []
    for facet in design.facets {
      let isConsequence = !reasons.isEmpty && !hasCauseOfItsOwn(facet)
      if !isConsequence { reasons += difference(of: facet).reasons(facet.label) }
    }
    return reasons
  }

  /// Whether `facet` differs by itself: a process also differs when its configuration is another,
  /// and its health with the process.
  private func hasCauseOfItsOwn(_ facet: Facet) -> Bool {
    switch facet.address {
    case design.process.address: difference(of: facet).touches("start")
    case design.health?.address:
      difference(of: facet).touches("check") && !difference(of: design.process).touches("start")
    default: true
    }
  }

  /// Whether it runs, but not as the last plan wanted it, or not with a good health check. The
  /// check of an earlier process proves nothing of this one.
  var isUnproven: Bool {
    guard let process = known[context.address] else { return false }
    guard !process.applied.isEmpty else { return true }
    guard let health = design.health else { return false }
    let proof = known[health.address]?.applied ?? [:]
    return proof.isEmpty || process.applied.contains { proof[$0.key] != $0.value }
  }

  /// The steps that stop the running process for a restart. Where other software takes its place
  /// under the same name, what supervised it goes too.
  func stopping(names: [String: BoundValue]) throws(EvaluationError) -> [StepDraft] {
    guard let process = known[context.address] else { return [] }
    let ending = process.teardown.last?.verb
    let whole = ending != nil && ending != design.process.last.teardown.last?.verb
    return try process.stopping(names: names, whole: whole)
  }

  /// The steps that take the instance away from the machine that it leaves.
  func leaving(names: [String: BoundValue]) throws(EvaluationError) -> [StepDraft] {
    guard isMoving else { return [] }
    var steps: [StepDraft] = []
    for facet in design.facets.reversed() {
      steps += try known[facet.address]?.removal(names: names) ?? []
    }
    return steps
  }
}

extension Facet {
  /// Whether something of the instance at `address` is recorded on another machine.
  fileprivate static func isElsewhere(
    than machine: ResourceAddress, _ address: ResourceAddress,
    _ known: [ResourceAddress: Resource]
  ) -> Bool {
    guard !known.isEmpty else { return false }
    let parts = ["packages", "files", "install", "configure"].map { address.part($0) }
    return ([address] + parts).contains { part in
      known[part].map { !$0.uses.contains(machine) } ?? false
    }
  }
}

extension ServiceDesign {
  /// Whether `facet` comes before the process.
  func isPreparation(_ facet: Facet) -> Bool {
    facet.address != process.address && facet.address != health?.address
  }
}
