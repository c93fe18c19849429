import BlueprintModel

/// The keys of a service.
enum ServiceKey: String, ConstructKey {
  case template, with, on, needs, version, packages, endpoints, health, files, env, run
  case stopTimeout = "stop_timeout"
  case image, user, settings
  case install, configure, start, stop, reload, drain, uninstall, upgrade, backup

  static let construct = "a service"
  static let required: [ServiceKey] = [.on]
}

extension BlueprintDecoder {
  /// How long `run` gets to end after TERM, unless the service says.
  static let defaultStopTimeout = Duration.seconds(10)

  /// The service `member`; what a template makes of one need not be whole.
  func service(
    _ member: Fields<BlueprintKey>.Member, isWhole: Bool = true
  ) -> ServiceDeclaration {
    let isOpen = member.value.usesTemplate
    let fields = Fields<ServiceKey>(
      member.value, at: member.place, isWhole: isWhole && !isOpen, log: log)
    return ServiceDeclaration(
      name: member.name, place: member.place, isOpen: isOpen, group: fields.reference(.on),
      needs: fields.references(.needs), version: fields.scalarNode(.version),
      packages: fields.list(.packages, ofWords: true).compactMap(package),
      endpoints: fields.members(.endpoints, named: "an endpoint").map(endpoint),
      health: fields[.health].flatMap { health($0, at: fields.place(of: .health)) },
      files: fields.members(.files, named: nil).compactMap(file),
      environment: environment(fields, .env), run: fields.scalarNode(.run),
      image: fields.scalarNode(.image), user: fields.reference(.user),
      settings: settings(fields, .settings),
      stopTimeout: fields.duration(.stopTimeout) ?? Self.defaultStopTimeout,
      hooks: hooks(fields), upgrade: upgrade(fields),
      backup: fields[.backup].map { backup($0, at: fields.place(of: .backup)) })
  }

  private func hooks(_ fields: Fields<ServiceKey>) -> [Hook: [StepDeclaration]] {
    var hooks: [Hook: [StepDeclaration]] = [:]
    for hook in Hook.allCases {
      guard let key = ServiceKey(rawValue: hook.rawValue), fields[key] != nil else { continue }
      hooks[hook] = steps(fields, key)
    }
    return hooks
  }

  /// The provider's own settings under `key`.
  func settings<Key>(_ fields: Fields<Key>, _ key: Key) -> [NamedNode] {
    fields.members(key, named: nil).compactMap { member in
      member.value.isNull
        ? nil : NamedNode(name: member.name, place: member.place, value: member.value)
    }
  }

  /// The variables under `key`; null takes one away, as in a profile.
  func environment<Key>(_ fields: Fields<Key>, _ key: Key) -> [NamedNode] {
    fields.members(key, named: nil).compactMap { member in
      guard !member.value.isNull else { return nil }
      guard Self.isVariable(member.name) else {
        log.report(DecodeProblem.badVariable(member.name), at: member.place)
        return nil
      }
      guard member.value.kind == .scalar else {
        let problem = DecodeProblem.wrongKind(
          member.name, wanted: "text", found: member.value.kindName)
        log.report(problem, at: member.value.place)
        return nil
      }
      return NamedNode(name: member.name, place: member.place, value: member.value)
    }
  }

  private static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
        || byte == UInt8(ascii: "_")
    }
  }
}
