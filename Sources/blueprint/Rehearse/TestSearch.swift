/// Finds the tests that a user names.
enum TestSearch {
  private static let ending = ".test.yaml"

  /// The paths that `arguments` stand for, each once: a directory stands for every `*.test.yaml`
  /// below it, in the order of the names. Hidden directories and links to directories are left
  /// out.
  static func paths(_ arguments: [String]) throws(CommandFailure) -> [String] {
    var found: [String] = []
    for argument in arguments {
      guard Files.isDirectory(argument) else {
        found.append(argument)
        continue
      }
      let below: [String]
      do { below = try tests(below: argument) } catch {
        throw CommandFailure(
          .failed, code: "BP0920", "the directory `\(error.path)` cannot be read: \(error.reason)")
      }
      guard !below.isEmpty else {
        throw CommandFailure(
          .notFound, code: "BP0974", "no file `*\(ending)` is in `\(argument)` or below it",
          help: ["write one beside the blueprint: `blueprint schema test` tells what is in it"])
      }
      found += below
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func tests(below directory: String) throws(Files.Fault) -> [String] {
    var found: [String] = []
    var pending = [directory]
    while let next = pending.popLast() {
      let entries = try Files.entries(of: next)
      for entry in entries where entry.name.hasSuffix(ending) && !entry.isDirectory {
        let path = Files.join(next, entry.name)
        if Files.isRegular(path) { found.append(path) }
      }
      pending += entries.filter { $0.isDirectory && !$0.name.hasPrefix(".") }
        .map { Files.join(next, $0.name) }
    }
    return found.sorted()
  }
}
