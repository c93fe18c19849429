import BlueprintExpressions
import BlueprintModel

/// Makes services of their declarations.
struct ServiceBinder {
  let binder: ValueBinder
  let files: FileBinder
  /// What each action refers to, also by those that it calls.
  var actionNeeds: [String: [Need]] = [:]

  /// The service of `declaration`; nil after a diagnostic.
  func bind(_ declaration: ServiceDeclaration) -> Service? {
    let group = group(of: declaration)
    var ignored: Set<Need.Subject> = [.service(declaration.name)]
    if let group { ignored.insert(.machines(group)) }
    var part = ServicePart(
      binder: binder, service: declaration.name, files: files, actionNeeds: actionNeeds,
      collector: NeedCollector(symbols: binder.symbols, log: binder.log, ignored: ignored))
    part.collector.add(declaration.needs)
    let version = declaration.version.flatMap {
      binder.bind($0, .openText("version"), in: .constants)
    }
    var service = Service(
      name: declaration.name, group: group ?? "", needs: [], version: version?.value,
      packages: part.packages(declaration.packages),
      endpoints: endpoints(of: declaration, &part),
      health: declaration.health.flatMap { part.health($0) },
      files: bindFiles(of: declaration, &part),
      environment: part.environment(declaration.environment),
      run: declaration.run.flatMap { part.bind($0, .openText("run")) },
      image: declaration.image.flatMap { part.bind($0, .openText("image")) },
      user: declaration.user?.value, userPlace: declaration.user?.place,
      settings: part.settings(declaration.settings),
      stopTimeout: declaration.stopTimeout, hooks: declaration.hooks.mapValues { part.steps($0) },
      upgrade: declaration.upgrade, backup: declaration.backup.map { part.backup($0) },
      place: declaration.place)
    guard group != nil else { return nil }
    service.needs = part.collector.needs
    return service
  }

  private func group(of declaration: ServiceDeclaration) -> String? {
    guard let group = declaration.group else { return nil }
    if binder.symbols.machines[group.value] != nil { return group.value }
    let close = binder.symbols.close(to: group.value, in: binder.symbols.machinePlaces)
    binder.log.report(
      ReferenceProblem.noMachines(group.value, role: "on", close: close), at: group.place)
    return nil
  }

  private func endpoints(
    of declaration: ServiceDeclaration, _ part: inout ServicePart
  ) -> [Endpoint] {
    declaration.endpoints.compactMap { endpoint in
      guard let node = endpoint.port,
        let port = binder.bind(
          node, .typed("port", .integer), in: .port(ofService: declaration.name))
      else { return nil }
      if let number = port.value.literal?.integer, !(1...65535).contains(number) {
        let problem = TypeProblem.outOfRange(
          "port", wanted: "from 1 to 65535", found: "\(number)")
        binder.log.report(problem, at: node.place)
      }
      return Endpoint(
        name: endpoint.name, port: port.value, scheme: endpoint.scheme.rawValue,
        place: endpoint.place)
    }
  }

  private func bindFiles(
    of declaration: ServiceDeclaration, _ part: inout ServicePart
  ) -> [FileSpec] {
    declaration.files.compactMap { file in
      guard let bound = files.bind(file, in: declaration.name) else { return nil }
      part.collector.add(bound.needs)
      return bound.file
    }
  }
}
