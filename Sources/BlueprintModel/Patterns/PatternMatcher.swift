/// Runs a ``PatternProgram`` over a text: all ways at once, scalar by scalar, so that no place of
/// the text is looked at more than once for each instruction.
struct PatternMatcher {
  private let program: PatternProgram
  private let text: [Unicode.Scalar]
  /// How much was done.
  private(set) var steps = 0
  /// The step at which an instruction was last reached, so that each is followed once a step.
  private var reached: [Int]
  private var generation = 0

  /// A way through the program, at an instruction that takes a scalar or is the end.
  private struct Way {
    var instruction: Int
    var slots: [Int]
  }

  init(_ program: PatternProgram, _ text: [Unicode.Scalar]) {
    self.program = program
    self.text = text
    reached = [Int](repeating: 0, count: program.instructions.count)
  }

  /// The first match that starts at `start` or behind it: where it and its groups start and end,
  /// -1 for groups without a part in it; nil if there is none.
  mutating func match(from start: Int) -> [Int]? {
    var ways: [Way] = []
    var found: [Int]?
    var offset = start
    while true {
      var next: [Way] = []
      generation += 1
      // Ways that began earlier go first: the match that starts first wins.
      var present: [Way] = []
      for way in ways { follow(way, at: offset, into: &present) }
      if found == nil {
        let empty = [Int](repeating: -1, count: program.slots)
        follow(Way(instruction: 0, slots: empty), at: offset, into: &present)
      }
      for way in present {
        if case .take(let set) = program.instructions[way.instruction] {
          guard offset < text.count, set.contains(text[offset]) else { continue }
          next.append(Way(instruction: way.instruction + 1, slots: way.slots))
        } else {
          found = way.slots
          break
        }
      }
      guard offset < text.count, !next.isEmpty || found == nil else { return found }
      ways = next
      offset += 1
    }
  }

  /// Adds to `ways` all that `way` leads to without taking a scalar, the preferred first.
  private mutating func follow(_ way: Way, at offset: Int, into ways: inout [Way]) {
    var pending = [way]
    while var way = pending.popLast() {
      guard reached[way.instruction] != generation else { continue }
      reached[way.instruction] = generation
      steps += 1
      switch program.instructions[way.instruction] {
      case .take, .done: ways.append(way)
      case .jump(let target): pending.append(Way(instruction: target, slots: way.slots))
      case .split(let first, let second):
        pending.append(Way(instruction: second, slots: way.slots))
        pending.append(Way(instruction: first, slots: way.slots))
      case .note(let slot):
        way.slots[slot] = offset
        way.instruction += 1
        pending.append(way)
      case .place(let place):
        guard place.holds(at: offset, of: text) else { continue }
        way.instruction += 1
        pending.append(way)
      }
    }
  }
}
