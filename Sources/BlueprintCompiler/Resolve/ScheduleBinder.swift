import BlueprintModel

/// Makes schedules of their declarations.
struct ScheduleBinder {
  let binder: ValueBinder
  /// The names of the actions that there are.
  let actions: [String: Place]

  /// The schedule of `declaration`; nil after a diagnostic.
  func bind(_ declaration: ScheduleDeclaration) -> Schedule? {
    var inputs: ValueMap = [:]
    for input in declaration.inputs {
      guard let value = binder.constant(input.value, .any(input.name)) else { continue }
      inputs[input.name] = value
    }
    let services = declaration.services.compactMap(service)
    guard let task = task(of: declaration), let cron = declaration.cron else { return nil }
    if case .operation = task, let first = declaration.inputs.first {
      binder.log.report(
        DecodeProblem.badConstraint("inputs", type: "an operation"), at: first.place)
    }
    return Schedule(
      name: declaration.name, task: task, inputs: inputs, services: services, cron: cron,
      timezone: declaration.timezone, runsOnMachine: declaration.runsOn == .machine,
      retention: Dictionary(
        uniqueKeysWithValues: declaration.retention.map { ($0.key.rawValue, $0.value) }),
      overlap: declaration.overlap.rawValue, catchUp: declaration.catchUp,
      jitter: declaration.jitter, deadline: declaration.deadline,
      description: declaration.description, place: declaration.place)
  }

  private func task(of declaration: ScheduleDeclaration) -> Schedule.Task? {
    if let operation = declaration.operation { return .operation(operation.rawValue) }
    guard let action = declaration.action else { return nil }
    if actions[action.value] != nil { return .action(action.value) }
    let close = binder.symbols.close(to: action.value, in: actions)
    binder.log.report(ReferenceProblem.noAction(action.value, close: close), at: action.place)
    return nil
  }

  private func service(_ name: Located<String>) -> String? {
    if binder.symbols.services[name.value] != nil { return name.value }
    let close = binder.symbols.close(to: name.value, in: binder.symbols.servicePlaces)
    binder.log.report(ReferenceProblem.noService(name.value, close: close), at: name.place)
    return nil
  }
}
