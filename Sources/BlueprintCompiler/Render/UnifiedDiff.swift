import BlueprintModel

/// The difference of two texts in the form that `diff -u` prints and `patch` reads.
public struct UnifiedDiff {
  private enum Edit { case keep, remove, insert }

  private let old: [Substring]
  private let new: [Substring]
  private let context = 3
  /// Edits beyond which the rest is shown as replaced: finding the fewest takes their square.
  private static let editLimit = 2000

  /// What makes `new` of `old`; empty if they are the same.
  public static func text(from old: Source, to new: Source) -> String {
    UnifiedDiff(
      old: lines(of: String(decoding: old.bytes, as: UTF8.self)),
      new: lines(of: String(decoding: new.bytes, as: UTF8.self))
    ).text(old.name, new.name)
  }

  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text.utf8[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Substring(rest[...end]))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { lines.append(Substring(rest)) }
    return lines
  }

  private func text(_ oldName: String, _ newName: String) -> String {
    let edits = edits()
    guard edits.contains(where: { $0 != .keep }) else { return "" }
    return "--- a/\(oldName)\n+++ b/\(newName)\n" + hunks(of: edits).map(text).joined()
  }

  // MARK: Hunks

  private struct Hunk {
    var oldStart: Int
    var newStart: Int
    var edits: ArraySlice<Edit>
  }

  /// Stretches of changes with the lines around them; stretches that touch are one.
  private func hunks(of edits: [Edit]) -> [Hunk] {
    let changed = edits.indices.filter { edits[$0] != .keep }
    var ranges: [Range<Int>] = []
    for index in changed {
      let range = max(0, index - context)..<min(edits.count, index + context + 1)
      if let last = ranges.last, last.upperBound >= range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges.map { range in
      let before = edits[..<range.lowerBound]
      return Hunk(
        oldStart: before.count { $0 != .insert }, newStart: before.count { $0 != .remove },
        edits: edits[range])
    }
  }

  private func text(_ hunk: Hunk) -> String {
    var (position, target) = (hunk.oldStart, hunk.newStart)
    var body = ""
    for edit in hunk.edits {
      switch edit {
      case .keep: body += Self.line(" ", old[position])
      case .remove: body += Self.line("-", old[position])
      case .insert: body += Self.line("+", new[target])
      }
      if edit != .insert { position += 1 }
      if edit != .remove { target += 1 }
    }
    let removed = Self.range(hunk.oldStart, position)
    let added = Self.range(hunk.newStart, target)
    return "@@ -\(removed) +\(added) @@\n" + body
  }

  private static func range(_ start: Int, _ end: Int) -> String {
    let count = end - start
    return count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private static func line(_ sign: String, _ text: Substring) -> String {
    text.utf8.last == UInt8(ascii: "\n")
      ? sign + text : sign + text + "\n\\ No newline at end of file\n"
  }

  // MARK: Edits

  /// The fewest edits, by Myers' greedy search between the common start and end.
  private func edits() -> [Edit] {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let limit = min(old.count, new.count) - start
    let end = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    let tail = min(end, limit)
    let middle = search(old[start..<old.count - tail], new[start..<new.count - tail])
    return Array(repeating: .keep, count: start) + middle + Array(repeating: .keep, count: tail)
  }

  private func search(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> [Edit] {
    let (left, right) = (Array(old), Array(new))
    let limit = min(left.count + right.count, Self.editLimit)
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var trace: [[Int]] = []
    for edits in 0...limit {
      trace.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let center = limit + 1 + diagonal
        let goesDown =
          diagonal == -edits || diagonal != edits && furthest[center - 1] < furthest[center + 1]
        var x = goesDown ? furthest[center + 1] : furthest[center - 1] + 1
        while x < left.count, x - diagonal < right.count, left[x] == right[x - diagonal] { x += 1 }
        furthest[center] = x
        if x >= left.count, x - diagonal >= right.count {
          return Self.path(trace, to: (left.count, right.count), center: limit + 1)
        }
      }
    }
    return Array(repeating: .remove, count: left.count)
      + Array(repeating: .insert, count: right.count)
  }

  private static func path(_ trace: [[Int]], to end: (Int, Int), center: Int) -> [Edit] {
    var (x, y) = end
    var edits: [Edit] = []
    for (count, furthest) in trace.enumerated().reversed() where count > 0 {
      let index = center + x - y
      let cameDown =
        x - y == -count || x - y != count && furthest[index - 1] < furthest[index + 1]
      let startX = cameDown ? furthest[index + 1] : furthest[index - 1]
      let startY = startX - (x - y) - (cameDown ? 1 : -1)
      let kept = min(x - startX, y - startY)
      edits += Array(repeating: .keep, count: kept)
      edits.append(cameDown ? .insert : .remove)
      (x, y) = (startX, startY)
    }
    edits += Array(repeating: .keep, count: x)
    return edits.reversed()
  }
}
