import BlueprintCompiler
import BlueprintModel

/// The arguments of `scale`, read.
struct ScaleArguments {
  private let counts: [(name: String, count: Int)]

  /// Reads `NAME=N` arguments.
  init(_ arguments: [String]) throws(CommandFailure) {
    var counts: [(String, Int)] = []
    for argument in arguments {
      let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let count = Int(parts[1]), !parts[0].isEmpty else {
        throw CommandFailure(
          .usage, code: "BP0937", "`\(argument)` does not say how many of what",
          help: ["write GROUP=N, for example web=4"])
      }
      guard count >= 0 else {
        throw CommandFailure(
          .usage, code: "BP0937", "`\(argument)`: there cannot be fewer than none",
          help: ["write how many there shall be, for example \(parts[0])=4"])
      }
      counts.append((String(parts[0]), count))
    }
    self.counts = counts
  }

  /// The counts by machine group; a service's name stands for the group that it runs on. Names
  /// that are neither are left for the compiler to refuse.
  func groups(
    in file: BlueprintFile, inputs: InputOptions, _ surroundings: Surroundings
  ) throws(CommandFailure) -> [String: Int] {
    let outline = BlueprintOutline(of: file.source)
    var groups: [String: Int] = [:]
    for (name, count) in counts {
      let group = outline.groups.contains(name) ? name : outline.groupsByService[name] ?? name
      if let other = groups[group], other != count {
        throw CommandFailure(
          .usage, code: "BP0937", "`\(group)` cannot have both \(other) and \(count) machines",
          help: ["name each group once; a service stands for the group that it runs on"])
      }
      groups[group] = count
    }
    return groups
  }
}
