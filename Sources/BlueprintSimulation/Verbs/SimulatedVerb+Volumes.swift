import BlueprintModel

/// The verbs of volumes and of backups.
extension SimulatedVerb {
  static let volumes: [String: SimulatedVerb] = [
    "volume.resize": SimulatedVerb { world, scene in
      world.volumeSizes[scene.volume] = scene["size"]?.string ?? ""
      return VerbResult()
    },
    "volume.attach": SimulatedVerb { world, scene in
      world.attach(scene.volume, to: scene.address)
      return VerbResult()
    },
    "volume.detach": SimulatedVerb { world, scene in
      world.writers[scene.volume]?.remove(scene.address)
      return VerbResult()
    },
    "backup.seal": SimulatedVerb(required: [("repository", .string), ("id", .string)]) {
      world, scene in
      world.backups.insert(scene.backup)
      return VerbResult(outputs: scene.backupOutputs)
    },
    "backup.verify": SimulatedVerb(required: [("repository", .string), ("id", .string)]) {
      world, scene throws(Failure) in
      guard world.backups.contains(scene.backup) else {
        throw .simulated("backup_not_found", "there is no backup `\(scene.backup)`")
      }
      return VerbResult(outputs: scene.backupOutputs)
    },
    "backup.list": SimulatedVerb(required: [("repository", .string)]) { world, scene in
      let prefix = "\(scene["repository"]?.string ?? "")/"
      let ids = world.backups.filter { $0.hasPrefix(prefix) }.sorted(by: >)
      return VerbResult(
        outputs: [
          "backups": .list(ids.map { ["id": .string(String($0.dropFirst(prefix.count)))] })
        ])
    },
    "backup.discard": SimulatedVerb { _, _ in VerbResult() },
  ]
}

extension VerbScene {
  /// The volume's name in the world.
  fileprivate var volume: String { self["volume"]?.string ?? self["name"]?.string ?? address }

  /// The backup's name in the world.
  fileprivate var backup: String {
    "\(self["repository"]?.string ?? "")/\(self["id"]?.string ?? "")"
  }

  fileprivate var backupOutputs: ValueMap {
    ["id": self["id"] ?? .null, "files": 1, "bytes": 4096]
  }
}
