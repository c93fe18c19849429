import BlueprintModel

/// The content of a sealed backup's `manifest.json`.
struct BackupManifest: Sendable, Hashable {
  /// The file's name at the root of a backup.
  static let fileName = "manifest.json"

  /// The backup's id.
  var id: String
  /// When it was sealed, ISO 8601.
  var createdAt: String
  /// What its maker says of it.
  var details: ValueMap
  /// Everything in it, by path.
  var entries: [BackupEntry]

  /// How many files it has.
  var fileCount: Int { sizes.count }
  /// Their bytes together.
  var bytes: Int { sizes.reduce(0, +) }

  private var sizes: [Int] {
    entries.compactMap { entry in
      guard case .file(let bytes, _) = entry.content else { return nil }
      return bytes
    }
  }

  /// What lists show: the details, id, time and sums, but not each file.
  var summary: Value {
    var map = details
    map["id"] = .string(id)
    map["created_at"] = .string(createdAt)
    map["files"] = .integer(fileCount)
    map["bytes"] = .integer(bytes)
    return .map(map)
  }

  /// The outputs of the verbs that are about one backup.
  var outputs: ValueMap {
    ["id": .string(id), "files": .integer(fileCount), "bytes": .integer(bytes)]
  }
}

extension BackupManifest: JSONRepresentable {
  private static let own: Set<String> = ["id", "created_at", "files", "others", "digest"]

  /// Also throws if the digest of the rest is not the recorded one, so that a damaged manifest
  /// is never taken for damaged files.
  init(json: Value) throws(JSONShapeError) {
    id = try json.requiredString("id")
    createdAt = try json.requiredString("created_at")
    let files = try json.elements("files", as: BackupEntry.self)
    let others = try json.elements("others", as: BackupEntry.self)
    entries = (files + others).sorted { $0.path < $1.path }
    details = ValueMap((json.map ?? [:]).filter { !Self.own.contains($0.key) })
    let digest = try json.requiredString("digest")
    guard digest == self.digest.description else {
      throw JSONShapeError("`digest` is not that of the manifest")
    }
  }

  private var unsealed: ValueMap {
    var map = details
    map["id"] = .string(id)
    map["created_at"] = .string(createdAt)
    map["files"] = .list(entries.filter(\.isFile).map(\.json))
    map["others"] = .list(entries.filter { !$0.isFile }.map(\.json))
    map["digest"] = nil
    return map
  }

  private var digest: Digest { Digest(of: .map(unsealed)) }

  var json: Value {
    var map = unsealed
    map["digest"] = .string(digest.description)
    return .map(map)
  }
}
