/// A part of a regular expression.
indirect enum PatternNode {
  /// Nothing.
  case empty
  /// One scalar of the set.
  case scalar(ScalarSet)
  /// One after the other.
  case sequence([PatternNode])
  /// One of them, the first that leads to a match.
  case choice([PatternNode])
  /// Again and again; `maximum` is nil for no limit.
  case repetition(PatternNode, minimum: Int, maximum: Int?, isLazy: Bool)
  /// The group with this number, from 1.
  case group(PatternNode, number: Int)
  /// A place in the text.
  case place(PatternPlace)
}

/// A place in a text that a pattern can ask for.
enum PatternPlace: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordEdge, noWordEdge

  /// Whether `offset` is such a place.
  func holds(at offset: Int, of text: [Unicode.Scalar]) -> Bool {
    switch self {
    case .textStart: offset == 0
    case .textEnd: offset == text.count
    case .lineStart: offset == 0 || text[offset - 1] == "\n"
    case .lineEnd: offset == text.count || text[offset] == "\n"
    case .wordEdge: isWordEdge(offset, text)
    case .noWordEdge: !isWordEdge(offset, text)
    }
  }

  private func isWordEdge(_ offset: Int, _ text: [Unicode.Scalar]) -> Bool {
    let before = offset > 0 && ScalarSet.word.contains(text[offset - 1])
    let after = offset < text.count && ScalarSet.word.contains(text[offset])
    return before != after
  }
}

/// What holds for a whole pattern.
struct PatternOptions {
  /// Letters stand for themselves in both cases.
  var ignoresCase = false
  /// `^` and `$` also stand for the start and the end of a line.
  var hasLines = false
  /// `.` also stands for a line feed.
  var dotTakesAll = false
}

/// Some Unicode scalars.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isInverted = false

  init(_ ranges: [ClosedRange<UInt32>] = [], isInverted: Bool = false) {
    self.ranges = ranges
    self.isInverted = isInverted
  }

  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  static let digit = ScalarSet([0x30...0x39])
  static let word = ScalarSet([0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a])
  static let space = ScalarSet([0x09...0x0d, 0x20...0x20])
  static let all = ScalarSet([0...0x10_ffff])
  static let allButLineFeed = ScalarSet([0x0a...0x0a], isInverted: true)

  /// The scalars that are not in it.
  var inverted: ScalarSet { ScalarSet(ranges, isInverted: !isInverted) }

  /// Adds what `other` holds.
  mutating func add(_ other: ScalarSet) {
    ranges += other.isInverted ? Self.gaps(of: other.ranges) : other.ranges
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isInverted
  }

  /// The set with the other case of each letter that has one.
  var withBothCases: ScalarSet {
    var set = self
    for range in ranges {
      for (first, last, shift) in [(0x41, 0x5a, 32), (0x61, 0x7a, -32)] as [(UInt32, UInt32, Int)] {
        let (lower, upper) = (max(range.lowerBound, first), min(range.upperBound, last))
        guard lower <= upper else { continue }
        set.ranges.append(UInt32(Int(lower) + shift)...UInt32(Int(upper) + shift))
      }
    }
    return set
  }

  private static func gaps(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10_ffff { gaps.append(next...0x10_ffff) }
    return gaps
  }
}
