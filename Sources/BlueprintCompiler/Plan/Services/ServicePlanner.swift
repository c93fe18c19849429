import BlueprintExpressions
import BlueprintModel

/// Plans all instances of one service: new ones side by side, running ones that must be
/// interrupted in batches, so that never more than `max_parallel` are away.
///
/// Instances that an earlier run left without a good health check are away already. They come
/// first, so that no other is interrupted before they are back.
struct ServicePlanner {
  let service: Service
  let target: String
  let scope: NameScope
  /// The same names with nothing known of any resource.
  let lateScope: NameScope
  let known: [ResourceAddress: Resource]
  /// The outputs of what exists, by which recorded inputs are bound.
  let knownNames: [String: BoundValue]
  let fingerprints: [String: BoundValue]
  /// The groups and services that this one needs.
  let dependencies: [ResourceAddress]
  /// What must have happened before anything here that depends on others.
  let ready: [StepID]
  /// The last step, in this plan, of each machine that has any.
  let machineEnds: [ResourceAddress: StepID]
  /// The ends of instances that make room for new ones, by the new one.
  let predecessors: [ResourceAddress: [StepID]]

  /// One instance and what is to be done with it.
  private struct Member {
    let address: ResourceAddress
    let machine: [StepID]
    let work: InstanceWork
  }

  /// Plans the instances with `indices` into `graph`.
  func plan(
    _ indices: [Int?], into graph: inout PlanGraph
  ) throws(EvaluationError) -> SubjectPlan {
    var plan = SubjectPlan()
    var members: [Member] = []
    for index in indices {
      let member = try member(at: index)
      plan.desired.formUnion(member.work.resources)
      guard !member.work.steps.isEmpty else { continue }
      if let change = member.work.change { plan.changes.append(change) }
      members.append(member)
    }
    let calm = members.filter { !$0.work.interrupts }
    add(calm, after: [], into: &graph, &plan)
    let away = Set(calm.filter(\.work.isUnproven).map(\.address))
    let back = plan.ends.filter { away.contains($0.member) }.map(\.step)
    addBatches(members.filter(\.work.interrupts), after: back, into: &graph, &plan)
    return plan
  }

  /// Batches one after the other: first the trial, if there is one and something is left to follow
  /// it, then the rest.
  private func addBatches(
    _ members: [Member], after back: [StepID], into graph: inout PlanGraph,
    _ plan: inout SubjectPlan
  ) {
    let order = members.filter(\.work.isUnproven) + members.filter { !$0.work.isUnproven }
    let group = Need.Subject.service(service.name).address
    var previous = graph.join(back, as: group.step("proven"), phase: group.description)
    for (number, range) in batches(of: order.count).enumerated() {
      if number > 0 { previous = pause(before: number, after: previous, into: &graph) }
      let first = plan.ends.count
      add(Array(order[range]), after: previous, into: &graph, &plan)
      previous = graph.join(
        plan.ends[first...].map(\.step), as: group.step("batch[\(number)]"),
        phase: group.description)
    }
  }

  private func batches(of count: Int) -> [Range<Int>] {
    let canary = service.upgrade.canary < count ? service.upgrade.canary : 0
    let size = max(1, service.upgrade.maxParallel)
    let rest = stride(from: canary, to: count, by: size).map { $0..<min($0 + size, count) }
    return canary > 0 ? [0..<canary] + rest : rest
  }

  /// What stands between two batches: a person's leave after a trial, and the time of `stagger`.
  private func pause(
    before number: Int, after earlier: [StepID], into graph: inout PlanGraph
  ) -> [StepID] {
    let group = Need.Subject.service(service.name).address
    var previous = earlier
    let upgrade = service.upgrade
    if number == 1, upgrade.canary > 0, !upgrade.autoPromote {
      var draft = StepDraft(id: group.step("promote"), phase: group.description)
      let message = "\(upgrade.canary) of `\(service.name)` changed on trial: change the rest?"
      draft.control = .approve(message: .string(message))
      draft.why = "`canary` without `auto_promote`"
      draft.place = upgrade.place
      previous = [graph.add(draft, after: previous)]
    }
    if upgrade.stagger > .zero {
      var draft = StepDraft(id: group.step("stagger[\(number)]"), phase: group.description)
      draft.delay = upgrade.stagger
      draft.place = upgrade.place
      previous = [graph.add(draft, after: previous)]
    }
    return previous
  }

  private func add(
    _ members: [Member], after earlier: [StepID], into graph: inout PlanGraph,
    _ plan: inout SubjectPlan
  ) {
    for member in members {
      let last = graph.addWork(
        member.work, after: earlier + member.machine,
        ready: ready + (predecessors[member.address] ?? []))
      plan.ends += last.map { (member.address, $0) }
    }
  }

  private func member(at index: Int?) throws(EvaluationError) -> Member {
    let context = try InstanceContext(
      service: service, index: index, target: target, scope: scope)
    let late =
      known.isEmpty
      ? context
      : try InstanceContext(service: service, index: index, target: target, scope: lateScope)
    let comparison = try InstanceComparison(
      context: context, late: late, dependencies: dependencies, known: known,
      fingerprints: fingerprints)
    let work = try InstanceWork(comparison: comparison, knownNames: knownNames)
    let machine = machineEnds[context.machine].map { [$0] } ?? []
    return Member(address: context.address, machine: machine, work: work)
  }
}

extension PlanGraph {
  /// Adds an instance's steps in a chain after `predecessors`. Those that only prepare a machine
  /// come before `ready`; the first one that depends on other services waits for it.
  fileprivate mutating func addWork(
    _ work: InstanceWork, after predecessors: [StepID], ready: [StepID]
  ) -> [StepID] {
    var last = predecessors
    var waits = false
    for node in work.steps where !node.isEmpty {
      if !node.isIndependent && !waits {
        last += ready
        waits = true
      }
      last = add(node, after: last)
    }
    return last
  }
}

extension PlanNode {
  /// Whether it only prepares a machine.
  fileprivate var isIndependent: Bool {
    guard case .step(let step) = self else { return false }
    let isFacet = step.effect == .ensure
    return step.verb == "packages.ensure" || step.verb == "host.put" && isFacet
  }
}
