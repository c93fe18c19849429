import BlueprintExpressions
import BlueprintModel

/// Plans how resources are taken away: users before what they use, and never before those that
/// stay have turned away from them.
struct RemovalPlanner {
  /// Everything that exists.
  let known: [ResourceAddress: Resource]
  /// What is taken away.
  let removed: Set<ResourceAddress>
  /// Whether `drain` steps are left out, because nothing stays that could take over.
  let skipsDrain: Bool
  /// The last step, in this plan, of each instance that stays.
  let ends: [ResourceAddress: StepID]
  /// What goes without regard to users that stay.
  var yielding: Set<ResourceAddress> = []

  /// Plans the removal into `graph`; returns what changes.
  func plan(into graph: inout PlanGraph) throws(EvaluationError) -> [PlannedChange] {
    let order = removed.compactMap { known[$0] }.sorted { $0.address < $1.address }
    let names = NameScope.names(of: known)
    var chains: [ResourceAddress: [StepDraft]] = [:]
    for resource in order {
      chains[resource.address] = try resource.removal(names: names, skipsDrain: skipsDrain)
    }
    let users = Self.users(of: known)
    var joined: [ResourceAddress: [StepID]] = [:]
    for resource in order {
      let isYielding = yielding.contains(resource.address)
      let group = resource.address.group
      let gate = group.step(isYielding ? "yielding" : "unused")
      let key = ResourceAddress(gate.description)
      if joined[key] == nil {
        let others = (users[group] ?? []).filter { $0.group != group }
        joined[key] = graph.join(
          ends(of: others, chains: chains, gone: isYielding), as: gate,
          phase: group.description)
      }
      let direct = ends(
        of: users[resource.address] ?? [], chains: chains, gone: isYielding)
      _ = graph.addChain(
        (chains[resource.address] ?? []).nodes, after: (joined[key] ?? []) + direct)
    }
    return changes(order)
  }

  /// As ``plan(into:)``, with the planner's error.
  func planOrFault(into graph: inout PlanGraph) throws(PlanFault) -> [PlannedChange] {
    do { return try plan(into: &graph) } catch { throw .evaluation(error, nil) }
  }

  private func changes(_ order: [Resource]) -> [PlannedChange] {
    order.map(\.address).filter { $0 == $0.instance }.map { PlannedChange(.delete, $0) }
  }

  /// The resources that use each address, which may be a whole group.
  static func users(
    of known: [ResourceAddress: Resource]
  ) -> [ResourceAddress: [ResourceAddress]] {
    var users: [ResourceAddress: [ResourceAddress]] = [:]
    for resource in known.values.sorted(by: { $0.address < $1.address }) {
      for used in resource.uses { users[used, default: []].append(resource.address) }
    }
    return users
  }

  /// The last steps of `users`: of their removal if they go, of their change if they stay. With
  /// `gone`, of those only that go.
  private func ends(
    of users: [ResourceAddress], chains: [ResourceAddress: [StepDraft]], gone: Bool
  ) -> [StepID] {
    var found: Set<StepID> = []
    for user in users {
      if let last = chains[user]?.last { found.insert(last.id) }
      if !gone, !removed.contains(user), let end = ends[user.instance] { found.insert(end) }
    }
    return found.sorted()
  }
}
