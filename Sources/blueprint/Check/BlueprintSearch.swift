import Glibc

/// Finds the blueprints that a user names.
enum BlueprintSearch {
  /// The paths that `arguments` stand for, each once: a directory stands for every
  /// `blueprint.yaml` below it, in the order of the names. Hidden directories and links to
  /// directories are left out.
  static func paths(_ arguments: [String]) throws(CommandFailure) -> [String] {
    var found: [String] = []
    for argument in arguments {
      guard argument != "-", Files.isDirectory(argument) else {
        found.append(argument)
        continue
      }
      let below: [String]
      do { below = try blueprints(below: argument) } catch {
        throw CommandFailure(
          .failed, code: "BP0920", "the directory `\(error.path)` cannot be read: \(error.reason)")
      }
      guard !below.isEmpty else {
        throw CommandFailure(
          .notFound, code: "BP0920", "no blueprint.yaml is in `\(argument)` or below it",
          help: ["name the file itself if it has another name"])
      }
      found += below
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func blueprints(below directory: String) throws(Files.Fault) -> [String] {
    var found: [String] = []
    var pending = [directory]
    while let next = pending.popLast() {
      let entries = try Files.entries(of: next)
      for entry in entries where entry.name == "blueprint.yaml" && !entry.isDirectory {
        let path = Files.join(next, entry.name)
        // Reading a pipe that nobody writes to would never end.
        if Files.isRegular(path) { found.append(path) }
      }
      pending += entries.filter { $0.isDirectory && !$0.name.hasPrefix(".") }
        .map { Files.join(next, $0.name) }
    }
    return found.sorted()
  }
}
