import BlueprintModel

/// The keys of a machine group.
enum MachineKey: String, ConstructKey {
  case template, with, target, count, image, cpus, memory, volumes, labels, settings, needs
  case protect, spread, residency
  case colocateWith = "colocate_with"
  case separateFrom = "separate_from"

  static let construct = "a machine group"
  static let required: [MachineKey] = [.target]
  /// What the provider is told.
  static let specification: [MachineKey] = [.image, .cpus, .memory, .volumes, .labels, .settings]
}

/// The keys of a volume.
enum VolumeKey: String, ConstructKey {
  case size, mount

  static let construct = "a volume"
  static let required: [VolumeKey] = [.mount]
}

extension BlueprintDecoder {
  /// The machine group `member`; what a template makes of one need not be whole.
  func machine(
    _ member: Fields<BlueprintKey>.Member, isWhole: Bool = true
  ) -> MachineDeclaration {
    let isOpen = member.value.usesTemplate
    let fields = Fields<MachineKey>(
      member.value, at: member.place, isWhole: isWhole && !isOpen, log: log)
    checkVolumes(fields)
    return MachineDeclaration(
      name: member.name, place: member.place, target: fields.reference(.target),
      count: fields.scalarNode(.count, wanted: "an integer"),
      specification: fields.present(MachineKey.specification).compactMap { key in
        specification(key, fields)
      },
      protect: fields.boolean(.protect) ?? false, needs: fields.references(.needs),
      placement: placement(fields))
  }

  private func checkVolumes(_ fields: Fields<MachineKey>) {
    for volume in fields.members(.volumes, named: "a volume") {
      let keys = Fields<VolumeKey>(volume.value, at: volume.place, log: log)
      _ = keys.scalarNode(.size, wanted: "a size")
      guard let mount = keys.scalarNode(.mount), !mount.hasExpression else { continue }
      checkPath(mount)
    }
  }

  private func specification(_ key: MachineKey, _ fields: Fields<MachineKey>) -> NamedNode? {
    guard let node = fields[key], let place = fields.place(of: key) else { return nil }
    switch key {
    case .volumes, .labels, .settings:
      if key != .volumes { _ = fields.members(key, named: nil) }
      guard node.kind == .map else { return nil }
    default:
      guard fields.isScalar(node, key, wanted: key == .cpus ? "a number" : "text") else {
        return nil
      }
    }
    return NamedNode(name: key.rawValue, place: place, value: node)
  }
}
