/// Reads a regular expression by recursive descent.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var depth = 0
  private(set) var groups = 0
  private(set) var options = PatternOptions()

  private static let maximumDepth = 100
  private static let maximumCount = 1_000

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() throws(PatternError) -> PatternNode {
    readOptions()
    let node = try choice()
    guard current == nil else { throw mistake("`)` closes nothing") }
    return node
  }

  private var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private func mistake(_ reason: String) -> PatternError {
    PatternError("\(reason), at character \(min(offset, scalars.count) + 1)")
  }

  private mutating func accept(_ part: String) -> Bool {
    let wanted = Array(part.unicodeScalars)
    guard scalars[offset...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  /// `(?i)` and its like at the start.
  private mutating func readOptions() {
    guard scalars.starts(with: "(?".unicodeScalars),
      let end = scalars.firstIndex(of: ")"), end > 2,
      scalars[2..<end].allSatisfy({ "ims".unicodeScalars.contains($0) })
    else { return }
    options.ignoresCase = scalars[2..<end].contains("i")
    options.hasLines = scalars[2..<end].contains("m")
    options.dotTakesAll = scalars[2..<end].contains("s")
    offset = end + 1
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw mistake("groups are nested too deeply") }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      parts.append(try repeated(try atom(scalar)))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    guard let (minimum, maximum) = try quantifier() else { return node }
    if case .place = node { throw mistake("a place cannot be repeated") }
    let isLazy = accept("?")
    guard current != "+", current != "*", current != "?", try quantifier() == nil else {
      throw mistake("a quantifier follows another one")
    }
    return .repetition(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
  }

  private mutating func quantifier() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    if accept("*") { return (0, nil) }
    if accept("+") { return (1, nil) }
    if accept("?") { return (0, 1) }
    return try counts()
  }

  /// `{2}`, `{2,}` or `{2,5}`; a brace before anything else stands for itself.
  private mutating func counts() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    guard current == "{", let end = scalars[offset...].firstIndex(of: "}") else { return nil }
    let parts = scalars[(offset + 1)..<end].split(
      separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let isCount = parts.enumerated().allSatisfy { position, digits in
      digits.allSatisfy(ScalarSet.digit.contains) && (position == 1 || !digits.isEmpty)
    }
    guard isCount, let first = parts.first else { return nil }
    let minimum = try count(first)
    let maximum = parts.count == 1 ? minimum : parts[1].isEmpty ? nil : try count(parts[1])
    if let maximum, maximum < minimum { throw mistake("the counts are in the wrong order") }
    offset = end + 1
    return (minimum, maximum)
  }

  private func count(_ digits: ArraySlice<Unicode.Scalar>) throws(PatternError) -> Int {
    guard let count = Int(String(String.UnicodeScalarView(digits))), count <= Self.maximumCount
    else { throw mistake("a count is above \(Self.maximumCount)") }
    return count
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(PatternError) -> PatternNode {
    switch scalar {
    case "(": return try group()
    case "*", "+", "?": throw mistake("`\(scalar)` has nothing to repeat")
    default: break
    }
    offset += 1
    switch scalar {
    case "[": return .scalar(cased(try set()))
    case ".": return .scalar(options.dotTakesAll ? .all : .allButLineFeed)
    case "^": return .place(options.hasLines ? .lineStart : .textStart)
    case "$": return .place(options.hasLines ? .lineEnd : .textEnd)
    case "\\": return try escape()
    default: return .scalar(cased(ScalarSet(scalar)))
    }
  }

  private func cased(_ set: ScalarSet) -> ScalarSet {
    options.ignoresCase ? set.withBothCases : set
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    let start = offset
    offset += 1
    var number: Int?
    if accept("?") {
      if !accept(":") {
        guard accept("P<") || accept("<"), readGroupName() else {
          throw mistake("of the groups with `?` there are `(?:…)` and `(?<name>…)`")
        }
        groups += 1
        number = groups
      }
    } else {
      groups += 1
      number = groups
    }
    let inner = try choice()
    guard accept(")") else {
      offset = start
      throw mistake("`(` is not closed")
    }
    return number.map { .group(inner, number: $0) } ?? inner
  }

  private mutating func readGroupName() -> Bool {
    let start = offset
    while let scalar = current, ScalarSet.word.contains(scalar) { offset += 1 }
    return offset > start && accept(">")
  }

  private mutating func escape() throws(PatternError) -> PatternNode {
    switch current {
    case "b": return place(.wordEdge)
    case "B": return place(.noWordEdge)
    case "A": return place(.textStart)
    case "z": return place(.textEnd)
    default: return .scalar(cased(try escapedSet()))
    }
  }

  private mutating func place(_ place: PatternPlace) -> PatternNode {
    offset += 1
    return .place(place)
  }
}

// MARK: - Sets

extension PatternParser {
  /// What a backslash and the scalar after it stand for, in a set or outside.
  private mutating func escapedSet() throws(PatternError) -> ScalarSet {
    guard let scalar = current else { throw mistake("nothing follows the last backslash") }
    offset += 1
    switch scalar {
    case "d": return .digit
    case "D": return ScalarSet.digit.inverted
    case "w": return .word
    case "W": return ScalarSet.word.inverted
    case "s": return .space
    case "S": return ScalarSet.space.inverted
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "t": return ScalarSet("\t")
    case "f": return ScalarSet("\u{c}")
    case "v": return ScalarSet("\u{b}")
    case "x": return ScalarSet(try code(digits: 2))
    case "u": return ScalarSet(try code(digits: 4))
    case "1"..."9", "k": throw mistake("a group cannot be referred to")
    case _ where ScalarSet.word.contains(scalar): throw mistake("there is no `\\\(scalar)`")
    default: return ScalarSet(scalar)
    }
  }

  /// `41` of two or four digits, or `{1F600}`.
  private mutating func code(digits: Int) throws(PatternError) -> Unicode.Scalar {
    let isBraced = accept("{")
    var text = ""
    while let scalar = current, scalar.properties.isASCIIHexDigit,
      text.count < (isBraced ? 6 : digits)
    {
      text.unicodeScalars.append(scalar)
      offset += 1
    }
    guard isBraced ? accept("}") : text.count == digits, let code = UInt32(text, radix: 16),
      let scalar = Unicode.Scalar(code)
    else { throw mistake("the number of a character is needed: `\\x41`, `\\u0041`, `\\u{41}`") }
    return scalar
  }

  private mutating func set() throws(PatternError) -> ScalarSet {
    let start = offset - 1
    var set = ScalarSet()
    let isInverted = accept("^")
    if current == "]" { throw mistake("a set is empty; write `\\]` for the bracket") }
    while !accept("]") {
      guard current != nil else {
        offset = start
        throw mistake("`[` is not closed")
      }
      if accept("[:") { throw mistake("classes such as `[:alpha:]` are not there; write `a-z`") }
      set.add(try stretch())
    }
    set.isInverted = isInverted
    return set
  }

  /// A scalar, `a-z`, or an escape.
  private mutating func stretch() throws(PatternError) -> ScalarSet {
    let first = try member()
    guard current == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]" else {
      return first
    }
    offset += 1
    let last = try member()
    guard let low = first.single, let high = last.single, low <= high else {
      throw mistake("this is not a range of characters")
    }
    return ScalarSet([low...high])
  }

  private mutating func member() throws(PatternError) -> ScalarSet {
    guard let scalar = current else { throw mistake("`[` is not closed") }
    offset += 1
    return scalar == "\\" ? try escapedSet() : ScalarSet(scalar)
  }
}

extension ScalarSet {
  /// The only scalar in it; nil if there are more, or none.
  fileprivate var single: UInt32? {
    guard !isInverted, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }
}
