import BlueprintCompiler

/// The files that a blueprint may name: those of its project.
struct ProjectFiles: Sendable {
  /// The directory that relative paths start from.
  let directory: String

  /// Reads a file that a blueprint in the directory, or what it imports, names. Nothing outside of
  /// the project is read, whichever way a path or a link leads there.
  func read(_ relative: String) throws(FileReadFailure) -> [UInt8] {
    let path = Files.join(directory, relative)
    guard let target = Files.resolved(path) else { throw FileReadFailure("no such file") }
    let project = root
    guard target.hasPrefix(project == "/" ? "/" : project + "/") else {
      throw FileReadFailure(
        "it lies outside of the project, which is `\(project)`; the directory with `.git` or with "
          + "`.blueprint/config.yaml` is a project's root")
    }
    do { return try Files.readText(target, limit: Source.sizeLimit) } catch {
      throw FileReadFailure(error.reason)
    }
  }

  /// The project's root: the nearest directory, from the given one upwards, that holds
  /// `.blueprint/config.yaml` or `.git`; the given one if there is none.
  private var root: String {
    let own = Files.resolved(directory) ?? directory
    var candidate = own
    while true {
      let marks = [".blueprint/config.yaml", ".git"]
      if marks.contains(where: { Files.exists(Files.join(candidate, $0)) }) { return candidate }
      let parent = Files.directory(of: candidate)
      if parent == candidate { return own }
      candidate = parent
    }
  }

  /// The most entries of directories that are looked at for blueprints.
  private static let patience = 20_000

  /// The blueprints of the project, by their absolute paths: YAML files with the language's version
  /// at the start of a line. Hidden directories are left out.
  func blueprints() -> [String] {
    var found: [String] = []
    var waiting = [root]
    var seen = 0
    while let directory = waiting.popLast(), seen < Self.patience {
      for entry in (try? Files.entries(of: directory)) ?? [] where !entry.name.hasPrefix(".") {
        seen += 1
        let path = Files.join(directory, entry.name)
        if entry.isDirectory {
          if entry.name != "node_modules" { waiting.append(path) }
        } else if entry.name.hasSuffix(".yaml") || entry.name.hasSuffix(".yml") {
          if Self.isBlueprint(path) { found.append(path) }
        }
      }
    }
    return found.sorted()
  }

  private static func isBlueprint(_ path: String) -> Bool {
    guard let bytes = try? Files.readText(path, limit: Source.sizeLimit) else { return false }
    let key = Array("blueprint:".utf8)
    return bytes.starts(with: key) || bytes.contains([UInt8(ascii: "\n")] + key)
  }
}
