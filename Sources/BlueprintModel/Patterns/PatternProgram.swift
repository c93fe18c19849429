/// A regular expression as instructions for ``PatternMatcher``.
struct PatternProgram: Sendable {
  /// One instruction. The numbers are those of other instructions.
  enum Instruction: Sendable {
    /// Takes one scalar of the set, and goes on with the next instruction.
    case take(ScalarSet)
    /// Goes on with both, with the first preferred.
    case split(Int, Int)
    case jump(Int)
    /// Notes the place in the text.
    case note(slot: Int)
    /// Goes on only at such a place.
    case place(PatternPlace)
    case done
  }

  private(set) var instructions: [Instruction] = []
  /// The work of one step at most: the instructions, and the ranges of their sets.
  private(set) var weight = 0
  /// How many parts were compiled; parts that are nothing cost too.
  private var parts = 0
  /// Two for the whole and two for each group.
  let slots: Int

  private static let maximumCount = 10_000

  init(_ node: PatternNode, groups: Int) throws(PatternError) {
    slots = 2 * (groups + 1)
    try emit(.note(slot: 0))
    try compile(node)
    try emit(.note(slot: 1))
    try emit(.done)
  }

  private mutating func emit(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < Self.maximumCount else {
      throw Self.tooLarge
    }
    instructions.append(instruction)
    weight += 1
    if case .take(let set) = instruction { weight += set.ranges.count }
  }

  private static let tooLarge = PatternError("it is too large; use smaller counts")

  private mutating func compile(_ node: PatternNode) throws(PatternError) {
    parts += 1
    guard parts <= 2 * Self.maximumCount else { throw Self.tooLarge }
    switch node {
    case .empty: break
    case .scalar(let set): try emit(.take(set))
    case .place(let place): try emit(.place(place))
    case .sequence(let parts): for part in parts { try compile(part) }
    case .choice(let branches): try compile(branches)
    case .group(let inner, let number):
      try emit(.note(slot: 2 * number))
      try compile(inner)
      try emit(.note(slot: 2 * number + 1))
    case .repetition(let inner, let minimum, let maximum, let isLazy):
      for _ in 0..<minimum { try compile(inner) }
      if let maximum {
        try compile(inner, upTo: maximum - minimum, isLazy)
      } else {
        let start = instructions.count
        try compileOptional(inner, isLazy) { .jump(start) }
      }
    }
  }

  private mutating func compile(_ branches: [PatternNode]) throws(PatternError) {
    var ends: [Int] = []
    for (number, branch) in branches.enumerated() {
      guard number + 1 < branches.count else {
        try compile(branch)
        break
      }
      let split = instructions.count
      try emit(.split(split + 1, 0))
      try compile(branch)
      ends.append(instructions.count)
      try emit(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func compile(
    _ node: PatternNode, upTo count: Int, _ isLazy: Bool
  ) throws(PatternError) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(instructions.count)
      try emit(.split(0, 0))
      try compile(node)
    }
    for split in splits { setSplit(split, isLazy) }
  }

  private mutating func compileOptional(
    _ node: PatternNode, _ isLazy: Bool, then next: () -> Instruction
  ) throws(PatternError) {
    let split = instructions.count
    try emit(.split(0, 0))
    try compile(node)
    try emit(next())
    setSplit(split, isLazy)
  }

  /// Makes the instruction `split` go on behind itself, or behind all there is.
  private mutating func setSplit(_ split: Int, _ isLazy: Bool) {
    let (inside, behind) = (split + 1, instructions.count)
    instructions[split] = isLazy ? .split(behind, inside) : .split(inside, behind)
  }
}
