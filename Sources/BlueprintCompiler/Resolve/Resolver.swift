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
    var missingInputs: [MissingInput]
  }

  /// The application of `blueprint`.
  func resolve(_ blueprint: Blueprint) -> Resolution {
    let inputs = InputBinder(log: log).bind(blueprint.inputs, given: request.givenInputs)
    let binder = binder(for: blueprint, inputs)
    let files = FileBinder(binder: binder, library: library)
    let services = blueprint.services.compactMap {
      ServiceBinder(binder: binder, files: files).bind($0)
    }
    let machines = blueprint.machines.compactMap { MachineBinder(binder: binder).bind($0) }
    NeedsChecker(log: log).check(machines, services, groups: groupPlaces(of: blueprint))
    let targets = blueprint.targets.compactMap { TargetBinder(binder: binder).bind($0) }
    let outputs = blueprint.outputs.compactMap { output($0, binder) }
    let application = Application(
      name: blueprint.name, version: blueprint.version, description: blueprint.description,
      source: digest(), targets: targets, machines: machines, services: services,
      outputs: outputs, givenInputs: inputs.given, profiles: request.profiles,
      secrets: inputs.secrets)
    return Resolution(application: application, missingInputs: inputs.missing)
  }

  private func binder(for blueprint: Blueprint, _ inputs: BoundInputs) -> ValueBinder {
    let places = ExpressionPlaces(request.source)
    var symbols = SymbolTable()
    for input in blueprint.inputs {
      symbols.inputs[input.name] = .init(
        content: inputs.types[input.name] ?? .any, place: input.place)
    }
    var constants: [String: BoundValue] = ["inputs": .map(inputs.values)]
    LocalBinder(source: places, log: log)
      .bind(blueprint.locals, symbols: &symbols, constants: &constants)
    for target in blueprint.targets { symbols.targets[target.name] = target.place }
    let early = ValueBinder(symbols: symbols, constants: constants, places: places, log: log)
    let counts = CountBinder(
      binder: early, overrides: request.counts, inputs: blueprint.inputs
    ).bind(blueprint.machines)
    for machine in blueprint.machines {
      symbols.machines[machine.name] = .init(
        content: counts[machine.name] ?? .unknown, place: machine.place)
    }
    for service in blueprint.services { declare(service, in: &symbols) }
    return ValueBinder(symbols: symbols, constants: constants, places: places, log: log)
  }

  private func declare(_ service: ServiceDeclaration, in symbols: inout SymbolTable) {
    let endpoints = Dictionary(
      service.endpoints.map { ($0.name, $0.place) }, uniquingKeysWith: { $1 })
    symbols.services[service.name] = .init(
      content: .init(group: service.group?.value, endpoints: endpoints), place: service.place)
  }

  private func groupPlaces(of blueprint: Blueprint) -> [String: Place] {
    var places: [String: Place] = [:]
    for service in blueprint.services { places[service.name] = service.group?.place }
    return places
  }

  private func output(_ declaration: OutputDeclaration, _ binder: ValueBinder) -> OutputSpec? {
    guard let node = declaration.value,
      let bound = binder.bind(node, .any("the output `\(declaration.name)`"), in: .outputs)
    else { return nil }
    return OutputSpec(
      name: declaration.name, value: bound.value, description: declaration.description,
      place: node.place)
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
