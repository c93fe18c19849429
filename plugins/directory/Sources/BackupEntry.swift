import BlueprintModel

/// One thing in a backup, by its path relative to the backup's directory.
struct BackupEntry: Sendable, Hashable {
  /// What kinds of things a backup holds.
  enum Content: Sendable, Hashable {
    /// A file of `bytes` bytes.
    case file(bytes: Int, sha256: Digest)
    /// A directory, recorded so that empty ones are kept.
    case directory
    /// A symbolic link and where it points; what it points at is not part of the backup.
    case link(target: String)
  }

  /// Relative, without a leading `./`.
  var path: String
  /// What it is.
  var content: Content

  /// Whether it is a file, and not a directory or a link.
  var isFile: Bool {
    if case .file = content { return true }
    return false
  }
}

extension BackupEntry: JSONRepresentable {
  init(json: Value) throws(JSONShapeError) {
    path = try json.requiredString("path")
    switch try json.requiredString("type") {
    case "file":
      content = .file(
        bytes: try json.requiredInteger("size"),
        sha256: Digest(hexadecimal: try json.requiredString("sha256")))
    case "directory": content = .directory
    case "link": content = .link(target: try json.requiredString("target"))
    case let type: throw JSONShapeError("`type`: unknown `\(type)`")
    }
  }

  var json: Value {
    switch content {
    case .file(let bytes, let sha256):
      [
        "path": .string(path), "type": "file", "size": .integer(bytes),
        "sha256": .string(sha256.description),
      ]
    case .directory: ["path": .string(path), "type": "directory"]
    case .link(let target):
      ["path": .string(path), "type": "link", "target": .string(target)]
    }
  }
}
