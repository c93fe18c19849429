/// Measures how far texts are from one: insertions, deletions, replacements and swaps of neighbours
/// that make one the other.
///
/// A blueprint with thousands of mistakes has tens of thousands of names to suggest, so only the
/// cells of the table within the limit are looked at, in rows that are used again.
struct EditDistance {
  private let wanted: [UInt8]
  private let limit: Int
  private var beforePrevious: [Int]
  private var previous: [Int]
  private var current: [Int]

  /// Distances from `wanted`, in lower case, of at most `limit`.
  init(to wanted: [UInt8], limit: Int) {
    self.wanted = wanted
    self.limit = limit
    let row = [Int](repeating: limit + 1, count: wanted.count + 2 * limit + 3)
    (beforePrevious, previous, current) = (row, row, row)
  }

  /// The distance of `text`, whatever its case; nil beyond the limit.
  mutating func distance(of text: String) -> Int? {
    guard abs(text.utf8.count - wanted.count) <= limit else { return nil }
    let known = text.utf8.withContiguousStorageIfAvailable { bytes -> Int?? in
      bytes.allSatisfy { $0 < 0x80 } ? .some(distance(of: bytes)) : nil
    }
    if let known, let distance = known { return distance }
    let lowered = Array(text.lowercased().utf8)
    guard abs(lowered.count - wanted.count) <= limit else { return nil }
    return lowered.withUnsafeBufferPointer { distance(of: $0) }
  }

  private mutating func distance(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    for column in 0...min(text.count, limit) { previous[column] = column }
    previous[min(text.count, limit) + 1] = limit + 1
    var best = 0
    for row in stride(from: 1, through: wanted.count, by: 1) {
      let before = best
      best = fill(row, text)
      // A swap reaches back over one row.
      if best > limit && before > limit { return nil }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[text.count] <= limit ? previous[text.count] : nil
  }

  /// Fills the cells of `current` around the diagonal; returns the least of them.
  private mutating func fill(_ row: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    let first = max(1, row - limit)
    let last = min(text.count, row + limit)
    current[first - 1] = first == 1 ? row : limit + 1
    var least = current[first - 1]
    guard first <= last else { return least }
    for column in first...last {
      let letter = Self.lowered(text[column - 1])
      let replacement = previous[column - 1] + (wanted[row - 1] == letter ? 0 : 1)
      var best = min(replacement, previous[column] + 1, current[column - 1] + 1)
      if row > 1, column > 1, wanted[row - 1] == Self.lowered(text[column - 2]),
        wanted[row - 2] == letter
      {
        best = min(best, beforePrevious[column - 2] + 1)
      }
      current[column] = best
      least = min(least, best)
    }
    current[last + 1] = limit + 1
    return least
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }
}
