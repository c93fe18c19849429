import BlueprintModel

/// The keys of `backup`.
enum BackupKey: String, ConstructKey {
  case capture, restore, verify

  static let construct = "a backup"
  static let required: [BackupKey] = [.capture, .restore]
  static let unsupported = [
    "repositories", "encryption", "quiesce", "consistency", "retention", "policies",
  ]
}

extension BlueprintDecoder {
  func backup(_ node: YAMLNode, at keyPlace: Place?) -> BackupDeclaration {
    let place = keyPlace ?? node.place
    let fields = Fields<BackupKey>(node, at: place, log: log)
    return BackupDeclaration(
      capture: steps(fields, .capture), restore: steps(fields, .restore),
      verify: steps(fields, .verify), place: place)
  }
}
