import BlueprintExpressions
import BlueprintModel

/// One planning of an application against what exists: machine groups and services in the order
/// of their needs, then what is no longer wanted.
struct Convergence {
  let application: Application
  let state: DeploymentState
  let fingerprints: [String: BoundValue]
  let scope: NameScope
  private let lateScope: NameScope
  private let succession: Succession
  private let knownNames: [String: BoundValue]
  private var graph = PlanGraph()
  private(set) var changes: [PlannedChange] = []
  private var desired: Set<ResourceAddress> = []
  private var ends: [Need.Subject: [StepID]] = [:]
  private var instanceEnds: [ResourceAddress: StepID] = [:]

  init(
    application: Application, state: DeploymentState, fingerprints: [String: BoundValue],
    artifacts: String
  ) throws(PlanFault) {
    self.application = application
    self.state = state
    self.fingerprints = fingerprints
    succession = Succession(application: application, known: state.resources)
    knownNames = NameScope.names(of: state.resources)
    do {
      scope = try NameScope(
        application: application, deployment: state.name, known: state.resources,
        artifacts: artifacts)
      // Where nothing is known, everything is late already.
      lateScope =
        state.resources.isEmpty
        ? scope
        : try NameScope(
          application: application, deployment: state.name, known: [:], artifacts: artifacts)
    } catch { throw .evaluation(error, nil) }
  }

  /// The steps in order.
  func steps() throws(PlanFault) -> [Step] {
    try graph.orderedOrFault()
  }

  /// Plans machines and services.
  mutating func planSubjects() throws(PlanFault) {
    let groups = NameTable(application.machines) { $0.name }
    let services = NameTable(application.services) { $0.name }
    for subject in SubjectOrder(application: application).subjects {
      switch subject {
      case .machines(let name):
        if let group = groups[name] { note(try plan(group), as: subject) }
      case .service(let name):
        if let service = services[name], let group = groups[service.group] {
          note(try plan(service, on: group), as: subject)
        }
      }
    }
  }

  // A planner shares the ends of all instances. It must be gone when a plan is noted: a shared
  // dictionary would be copied as a whole, for each subject.
  private mutating func plan(_ group: MachineGroup) throws(PlanFault) -> SubjectPlan {
    let target = application.targets.first { $0.binding.name == group.target }?.binding
    let planner = MachinePlanner(
      group: group, target: target ?? TargetBinding(name: group.target, provider: ""),
      scope: scope, known: state.resources, fingerprints: fingerprints,
      dependencies: group.needs.map(\.subject.address), ready: ready(group.needs))
    return try planner.plan(into: &graph)
  }

  private mutating func plan(
    _ service: Service, on group: MachineGroup
  ) throws(PlanFault) -> SubjectPlan {
    let planner = ServicePlanner(
      service: service, target: group.target, scope: scope, lateScope: lateScope,
      known: state.resources, knownNames: knownNames, fingerprints: fingerprints,
      dependencies: service.needs.map(\.subject.address), ready: ready(service.needs),
      machineEnds: instanceEnds, predecessors: succession.ends)
    do { return try planner.plan(group.indices, into: &graph) } catch {
      throw .evaluation(error, service.place)
    }
  }

  private mutating func note(_ plan: SubjectPlan, as subject: Need.Subject) {
    let address = subject.address
    ends[subject] = graph.join(
      plan.ends.map(\.step), as: address.step("ready"), phase: address.description)
    changes += plan.changes
    desired.formUnion(plan.desired)
    for (member, step) in plan.ends { instanceEnds[member] = step }
  }

  private func ready(_ needs: [Need]) -> [StepID] { needs.flatMap { ends[$0.subject] ?? [] } }

  /// Plans the removal of what exists and is not wanted.
  mutating func planRemovals(included: Set<ResourceAddress>) throws(PlanFault) {
    let removed = Set(state.resources.keys).subtracting(desired)
    for address in removed.sorted() {
      if let resource = state.resources[address], resource.protect, !included.contains(address) {
        throw .protected(resource)
      }
    }
    let removal = RemovalPlanner(
      known: state.resources, removed: removed, skipsDrain: false, ends: instanceEnds,
      yielding: succession.yielding)
    changes += try removal.planOrFault(into: &graph)
    noteLostParts(of: removed)
  }

  /// Says of instances that stay what they lose.
  private mutating func noteLostParts(of removed: Set<ResourceAddress>) {
    let changed = Set(changes.map(\.address))
    var lost: [ResourceAddress: [String]] = [:]
    for address in removed.sorted() {
      let instance = address.instance
      guard address != instance, !removed.contains(instance), !changed.contains(instance) else {
        continue
      }
      let label = address.description.dropFirst(instance.description.count + 1)
      lost[instance, default: []].append("\(label) removed")
    }
    for (instance, reasons) in lost.sorted(by: { $0.key < $1.key }) {
      changes.append(PlannedChange(.update, instance, reasons: reasons))
    }
  }
}

extension Need.Subject {
  /// The address of the group: `machines.web`, `services.db`.
  var address: ResourceAddress {
    switch self {
    case .machines(let name): ResourceAddress("machines." + name)
    case .service(let name): ResourceAddress("services." + name)
    }
  }
}
