import BlueprintModel

/// The files that a blueprint imports, and what they call each other.
struct Imports {
  /// One file of a composition.
  struct File {
    /// The document's node.
    var root: NodeReference
    /// How the blueprint reaches it: `pg.`, `pg.util.`; empty for the blueprint itself.
    var prefix: String
    /// The files that it imports, by namespace.
    var namespaces: [String: Namespace] = [:]
    /// The namespaces of files that could not be read, after a diagnostic.
    var missing: Set<String> = []

    /// Adds a file that was read.
    mutating func add(_ namespace: Namespace, as name: String) {
      namespaces[name] = namespace
      missing.remove(name)
    }
  }

  /// An imported file under its name.
  struct Namespace {
    /// The file's path, as diagnostics name it.
    var file: String
    /// Where it is imported.
    var place: Place
  }

  /// All files by their paths.
  var files: [String: File] = [:]

  /// The file that `name`, written in `file`, refers to, and the name there: `server` of the
  /// imported file for `pg.server`. Nil for a namespace that there is not.
  func resolve(_ name: String, in file: String) -> (file: String, name: String)? {
    guard let dot = name.firstIndex(of: ".") else { return (file, name) }
    let rest = String(name[name.index(after: dot)...])
    guard let namespace = files[file]?.namespaces[String(name[..<dot])] else { return nil }
    return resolve(rest, in: namespace.file)
  }

  /// The name by which the blueprint itself knows what `name`, written in `file`, refers to.
  func qualified(_ name: String, in file: String) -> String? {
    resolve(name, in: file).flatMap { found in
      files[found.file].map { $0.prefix + found.name }
    }
  }
}
