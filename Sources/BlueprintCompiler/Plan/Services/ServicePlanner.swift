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

  private func addBatches(
    _ members: [Member], after back: [StepID], into graph: inout PlanGraph,
    _ plan: inout SubjectPlan
  ) {
    let order = members.filter(\.work.isUnproven) + members.filter { !$0.work.isUnproven }
    let group = Need.Subject.service(service.name).address
    let size = max(1, service.upgrade.maxParallel)
    var previous = graph.join(
      back, as: group.step("proven"), phase: group.description)
    for start in stride(from: 0, to: order.count, by: size) {
      let batch = Array(order[start..<min(start + size, order.count)])
      let first = plan.ends.count
      add(batch, after: previous, into: &graph, &plan)
      previous = graph.join(
        plan.ends[first...].map(\.step), as: group.step("batch[\(start / size)]"),
        phase: group.description)
    }
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
    let late = try InstanceContext(
      service: service, index: index, target: target, scope: lateScope)
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
    for step in work.steps {
      let isIndependent = step.verb == "packages.ensure" || step.verb == "host.put"
      if !isIndependent && !waits {
        last += ready
        waits = true
      }
      last = [add(step, after: last)]
    }
    return last
  }
}
