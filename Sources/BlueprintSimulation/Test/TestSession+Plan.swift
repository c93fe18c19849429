import BlueprintCompiler
import BlueprintModel

extension TestSession {
  private static let repository = "/simulated/backups"

  /// The plan of an operation against what exists, as the command makes it, and whether it changes
  /// nothing.
  mutating func plan(_ operation: TestOperation) throws(TestRefusal) -> (Plan, isIdle: Bool) {
    let counts = try counts(of: operation)
    let application = try application(for: operation, counts: counts)
    let planner = Planner(state: simulation.state, fingerprints: fingerprints)
    do throws(PlanError) {
      let plan = try plan(operation, application, planner, counts: counts)
      return (plan, plan.isIdle(in: simulation.state))
    } catch {
      let isProtected = error.diagnostics.contains { $0.code == "BP0803" }
      throw TestRefusal(isProtected ? 7 : 4, error.diagnostics)
    }
  }

  private mutating func plan(
    _ operation: TestOperation, _ application: Application, _ planner: Planner, counts: ValueMap
  ) throws(PlanError) -> Plan {
    let repository = BackupRepository(directory: "\(Self.repository)/\(simulation.state.name)")
    switch operation.kind {
    case .deploy(let changes):
      return try planner.converge(
        to: application, operation: Operation(.deploy), counts: counts,
        included: Set(changes.include.map { ResourceAddress($0) }))
    case .upgrade(let changes):
      return try planner.converge(
        to: application, operation: Operation(.upgrade), counts: counts,
        included: Set(changes.include.map { ResourceAddress($0) }))
    case .scale(let wanted):
      let arguments = wanted.map { "\($0.key.value)=\($0.value)" }.sorted()
      return try planner.converge(
        to: application, operation: Operation(.scale, arguments: arguments), counts: counts)
    case .backup(let id):
      let id = id ?? "backup-\(backups.count + 1)"
      return try planner.backup(of: application, into: repository, as: id)
    case .restore(let id, let safety):
      let id = id ?? backups.last ?? "latest"
      return try planner.restore(
        id, of: application, from: repository, safety: safety ? "\(id)-safety" : nil)
    case .destroy(let include):
      return try planner.destroy(included: Set(include.map { ResourceAddress($0) }))
    case .action(let name, let values):
      let inputs =
        application.actions.first { $0.name == name.value }
        .map { $0.bind(values.givenAsVariables) } ?? .none
      secrets.merge(inputs.secrets) { $1 }
      guard !inputs.diagnostics.hasErrors else { throw PlanError(diagnostics: inputs.diagnostics) }
      return try planner.action(name.value, of: application, inputs: inputs)
    case .resume:
      return try planner.destroy()
    }
  }

  /// The counts that hold for an operation: those that were set, without those that an input
  /// gives now.
  private func counts(of operation: TestOperation) throws(TestRefusal) -> ValueMap {
    var counts = simulation.state.revision?.counts ?? [:]
    let given = Set(given(operation).filter { $0.origin == .variable }.map(\.name))
    for (group, input) in outline.countInputs where given.contains(input) { counts[group] = nil }
    guard case .scale(let wanted) = operation.kind else { return counts }
    for (name, count) in wanted {
      let isGroup = outline.groups.contains(name.value)
      let group = isGroup ? name.value : outline.groupsByService[name.value] ?? name.value
      counts[group] = .integer(count)
    }
    return counts
  }

  private mutating func application(
    for operation: TestOperation, counts: ValueMap
  ) throws(TestRefusal) -> Application {
    if operation.needsDeployment, simulation.state.resources.isEmpty {
      throw TestRefusal(
        10, "BP0806", "`\(simulation.state.name)` is not deployed", help: "deploy it first")
    }
    let result = Compiler.compile(
      CompileRequest(
        source: bench.blueprint, outline: outline, fileReader: bench.read,
        profiles: operation.changes?.profiles ?? simulation.state.revision?.profiles
          ?? test.profiles,
        givenInputs: given(operation),
        counts: Dictionary(
          uniqueKeysWithValues: counts.compactMap { entry in
            entry.value.integer.map { (entry.key, $0) }
          }),
        manifests: bench.manifests))
    guard let application = result.application, !result.diagnostics.hasErrors else {
      throw TestRefusal(4, result.diagnostics, sources: result.sources)
    }
    secrets.merge(application.secrets) { $1 }
    return application
  }

  /// The values of inputs from all sources: what is remembered, what the test gives to the first
  /// operation, and what this operation gives.
  private func given(_ operation: TestOperation) -> [GivenInput] {
    var given: [GivenInput] = []
    if let revision = simulation.state.revision {
      given += revision.inputs.map { GivenInput($0.key, .value($0.value), origin: .remembered) }
      given += secrets.sorted { $0.key < $1.key }
        .map { GivenInput($0.key, .value($0.value), origin: .sealed) }
    } else {
      given += test.inputs.map {
        GivenInput($0.key, .value($0.value), origin: .variableFile("test"))
      }
    }
    return given + (operation.changes?.inputs.givenAsVariables ?? [])
  }
}

extension ValueMap {
  /// These values as inputs that were given by hand.
  fileprivate var givenAsVariables: [GivenInput] {
    map { GivenInput($0.key, .value($0.value), origin: .variable) }
  }
}

extension TestOperation {
  /// What a deploy or an upgrade is given.
  fileprivate var changes: TestChanges? {
    switch kind {
    case .deploy(let changes), .upgrade(let changes): changes
    default: nil
    }
  }

  /// Whether something must be deployed for it.
  fileprivate var needsDeployment: Bool {
    switch kind {
    case .deploy, .scale, .destroy: false
    default: true
    }
  }
}
