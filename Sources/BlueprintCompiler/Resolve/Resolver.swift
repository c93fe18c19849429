import BlueprintExpressions
import BlueprintModel

/// Binds names to what they mean: a ``Blueprint`` becomes an ``Application``.
///
/// The order is fixed by what depends on what: inputs, then locals, then counts, and with these
/// known, everything else in the order of the file.
struct Resolver {
  let request: CompileRequest
  let library: FileLibrary
  let log: DiagnosticLog

  /// What resolution gives.
  struct Resolution {
    /// Complete only if the log has no errors.
    var application: Application
    /// Binds what is checked against the application.
    var binder: ValueBinder
    var missingInputs: [MissingInput]
  }

  /// The application of `blueprint`.
  func resolve(_ blueprint: Blueprint) -> Resolution {
    let inputs = InputBinder(log: log).bind(blueprint.inputs, given: request.givenInputs)
    let binder = binder(for: blueprint, inputs)
    binder.parameters.check(binder)
    let files = FileBinder(binder: binder, library: library)
    let actions = ActionBinder(binder: binder, files: files).bind(blueprint.actions)
    let actionNeeds = CallGraph(actions.map(\.action)).closure(of: actions)
    let services = blueprint.services.compactMap {
      ServiceBinder(binder: binder, files: files, actionNeeds: actionNeeds).bind($0)
    }
    CallGraph(actions.map(\.action), services).check(log)
    let machines = blueprint.machines.compactMap { MachineBinder(binder: binder).bind($0) }
    check(blueprint.templates, binder)
    NeedsChecker(log: log).check(machines, services, groups: groupPlaces(of: blueprint))
    let targets = blueprint.targets.compactMap { TargetBinder(binder: binder).bind($0) }
    let schedules = blueprint.schedules.compactMap {
      ScheduleBinder(binder: binder, actions: binder.symbols.actions.mapValues(\.place)).bind($0)
    }
    let outputs = blueprint.outputs.compactMap { output($0, binder) }
    let application = Application(
      name: blueprint.name, version: blueprint.version, description: blueprint.description,
      source: digest(), targets: targets, machines: machines, services: services,
      actions: actions.map(\.action), schedules: schedules,
      requirements: blueprint.requirements.map(requirement),
      outputs: outputs, givenInputs: inputs.given, profiles: request.profiles,
      secrets: inputs.secrets)
    return Resolution(
      application: application, binder: binder, missingInputs: inputs.missing)
  }

  /// Binds what templates make that nobody uses, for the mistakes in them alone.
  private func check(_ templates: [TemplateDeclaration], _ binder: ValueBinder) {
    for template in templates {
      switch template {
      case .machine(let declaration): _ = MachineBinder(binder: binder).bind(declaration)
      case .service(let declaration):
        var symbols = binder.symbols
        var types: [[String]: ExpressionType] = [:]
        declare(declaration, in: &symbols, &types)
        let inner = ValueBinder(
          symbols: symbols, constants: binder.constants, places: binder.places,
          parameters: binder.parameters, library: library, log: log)
        let files = FileBinder(binder: inner, library: library)
        _ = ServiceBinder(binder: inner, files: files).bind(declaration)
      }
    }
  }

  private func binder(for blueprint: Blueprint, _ inputs: BoundInputs) -> ValueBinder {
    let places = ExpressionPlaces([request.source] + library.sources)
    let parameters = ParameterBinder(blueprint.frames)
    var symbols = SymbolTable()
    for input in blueprint.inputs {
      symbols.inputs[input.name] = .init(
        content: inputs.types[input.name] ?? .any, place: input.place)
    }
    var constants: [String: BoundValue] = ["inputs": .map(inputs.values)]
    LocalBinder(source: places, parameters: parameters, library: library, log: log)
      .bind(blueprint.locals, symbols: &symbols, constants: &constants)
    RequirementBinder(values: request.requirements, log: log)
      .bind(blueprint.requirements, symbols: &symbols, constants: &constants)
    for target in blueprint.targets { symbols.targets[target.name] = target.place }
    let early = ValueBinder(
      symbols: symbols, constants: constants, places: places, parameters: parameters,
      library: library, log: log)
    let counts = CountBinder(
      binder: early, overrides: request.counts, inputs: blueprint.inputs
    ).bind(blueprint.machines)
    symbols.machines.reserveCapacity(blueprint.machines.count)
    symbols.services.reserveCapacity(blueprint.services.count)
    for machine in blueprint.machines {
      symbols.machines[machine.name] = .init(
        content: counts[machine.name] ?? .unknown, place: machine.place)
    }
    var types: [[String]: ExpressionType] = [:]
    for service in blueprint.services { declare(service, in: &symbols, &types) }
    for action in blueprint.actions {
      symbols.actions[action.name] = .init(
        content: .init(inputs: action.inputs), place: action.place)
    }
    return ValueBinder(
      symbols: symbols, constants: constants, places: places, parameters: parameters,
      library: library, log: log)
  }

  /// `types` are the types of instances by their endpoints: services with the same share one.
  private func declare(
    _ service: ServiceDeclaration, in symbols: inout SymbolTable,
    _ types: inout [[String]: ExpressionType]
  ) {
    let names = service.endpoints.map(\.name)
    let type = types[names] ?? InstanceType.service(endpoints: names)
    types[names] = type
    let endpoints = Dictionary(
      service.endpoints.map { ($0.name, $0.place) }, uniquingKeysWith: { $1 })
    symbols.services[service.name] = .init(
      content: .init(
        group: service.group?.value, endpoints: endpoints, type: type, isOpen: service.isOpen,
        hasHealth: service.health != nil, hasRun: service.run != nil,
        hooks: Set(service.hooks.keys)),
      place: service.place)
  }

  private func requirement(_ declaration: RequirementDeclaration) -> Requirement {
    Requirement(
      name: declaration.name, deployment: declaration.deployment?.value ?? "",
      outputs: declaration.outputs.map(\.value.name), place: declaration.place)
  }

  private func groupPlaces(of blueprint: Blueprint) -> [String: Place] {
    var places: [String: Place] = [:]
    for service in blueprint.services { places[service.name] = service.group?.place }
    return places
  }

  private func output(_ declaration: OutputDeclaration, _ binder: ValueBinder) -> OutputSpec? {
    var slot = Slot.any("the output `\(declaration.name)`")
    slot.allowsSecrets = declaration.isSecret
    guard let node = declaration.value, let bound = binder.bind(node, slot, in: .outputs) else {
      return nil
    }
    if let type = declaration.type, !bound.type.fits(type.expressionType) {
      let problem = TypeProblem.wrongType(
        "the output `\(declaration.name)`", wanted: type.wanted, found: bound.type.noun)
      log.report(problem, at: node.place)
    }
    return OutputSpec(
      name: declaration.name, value: bound.value, description: declaration.description,
      isSecret: declaration.isSecret, place: node.place)
  }

  /// Covers every text that was read and the profiles that were applied.
  private func digest() -> Digest {
    var parts: [Value] = [.list(request.profiles.map(Value.string))]
    for source in [request.source] + library.sources {
      parts.append([.string(source.name), .string(Digest(of: source.bytes).description)])
    }
    return Digest(of: .list(parts))
  }
}
