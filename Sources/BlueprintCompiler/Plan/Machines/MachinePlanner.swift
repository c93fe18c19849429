import BlueprintExpressions
import BlueprintModel

/// Plans the machines of one group.
struct MachinePlanner {
  let group: MachineGroup
  /// The target that they come from.
  let target: TargetBinding
  let scope: NameScope
  let known: [ResourceAddress: Resource]
  let fingerprints: [String: BoundValue]
  /// The groups and services that this group needs.
  let dependencies: [ResourceAddress]
  /// What must have happened before.
  let ready: [StepID]

  /// Plans the group into `graph`.
  func plan(into graph: inout PlanGraph) throws(PlanFault) -> SubjectPlan {
    var plan = SubjectPlan()
    for index in group.indices {
      let address = InstanceAddress.machine(group.name, index)
      plan.desired.insert(address)
      if let resource = known[address], resource.target.provider != target.provider {
        throw .moved(resource, to: target, group.place)
      }
      do {
        guard let (draft, change) = try work(on: address, index: index) else { continue }
        plan.ends.append((address, graph.add(draft, after: ready)))
        plan.changes.append(change)
      } catch { throw .evaluation(error, group.place) }
    }
    return plan
  }

  private func work(
    on address: ResourceAddress, index: Int?
  ) throws(EvaluationError) -> (StepDraft, PlannedChange)? {
    var draft = try draft(address, index: index)
    let difference = try Difference(
      draft, recorded: known[address], fingerprints: fingerprints)
    switch difference {
    case .none: return nil
    case .missing:
      draft.why = "new machine"
      return (draft, PlannedChange(.create, address))
    case .record, .parts:
      let reasons = difference.reasons("specification")
      draft.why = reasons.joined(separator: ", ")
      if difference == .record { draft = draft.recording("record") }
      return (draft, PlannedChange(.update, address, reasons: reasons))
    }
  }

  private func draft(
    _ address: ResourceAddress, index: Int?
  ) throws(EvaluationError) -> StepDraft {
    let specification = try group.specification.reduced(in: scope.names(at: address))
    var draft = StepDraft(
      id: address.step("ensure"), phase: address.description, target: group.target)
    draft.verb = "machine.ensure"
    draft.input = [
      "name": .literal(.string(index.map { "\(group.name)-\($0)" } ?? group.name)),
      "group": .literal(.string(group.name)), "index": .literal(.integer(index ?? 0)),
      "specification": specification,
    ]
    if !group.placement.isEmpty { draft.input["placement"] = .literal(group.placement.json) }
    draft.resource = address
    draft.effect = .ensure
    draft.desired = [
      "specification": specification, "settings": .literal(target.settings),
    ]
    if !group.placement.isEmpty { draft.desired["placement"] = .literal(group.placement.json) }
    draft.teardown = [Teardown(name: "delete", verb: "machine.delete")]
    draft.uses = dependencies
    draft.protect = group.protect
    draft.place = group.place
    return draft
  }
}
