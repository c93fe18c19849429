/// Finds what an author may have meant by a name that does not exist.
enum Suggestions {
  /// At most three of `candidates` that are close to `name`, the closest first. Close is one edit
  /// in up to four letters, and about a third of the letters in longer names.
  static func close(to name: String, among candidates: some Sequence<String>) -> [String] {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
    let limit = max(1, (wanted.count + 1) / 3)
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates where abs(candidate.utf8.count - wanted.count) <= limit {
      let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
      if distance <= limit { found.append((distance, candidate)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(3).map(\.name)
  }

  /// A help line for ``close(to:among:)``: "did you mean `a`, `b` or `c`?"; nil if nothing is
  /// close.
  static func help(for name: String, among candidates: some Sequence<String>) -> String? {
    question(close(to: name, among: candidates).map { "`\($0)`" })
  }

  /// "did you mean a, b or c?"; nil without choices.
  static func question(_ choices: [String]) -> String? {
    guard let last = choices.last else { return nil }
    let others = choices.dropLast().joined(separator: ", ")
    return others.isEmpty ? "did you mean \(last)?" : "did you mean \(others) or \(last)?"
  }

  /// Insertions, deletions, replacements and swaps of neighbours that make one text the other.
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replacement = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replacement, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
