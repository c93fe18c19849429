import BlueprintModel

/// The chain of steps that decided how long a run took: from its last step back, each time to the
/// one whose end let it begin.
struct CriticalPath {
  /// The steps, in the order of time.
  private(set) var steps: [Int] = []

  private let story: RunStory
  /// When each step, with all within it, came to its end.
  private var ends: [Timestamp?]

  init(_ story: RunStory, at now: Timestamp) {
    self.story = story
    ends = story.records.map { record in record.began.map { _ in record.ended ?? now } }
    for (number, record) in story.records.enumerated().reversed() {
      let inner = (story.children[number] ?? []).compactMap { ends[$0] }.max()
      if record.standing == .expanded || inner != nil { ends[number] = inner }
    }
    for (number, record) in story.records.enumerated() where record.isBarrier {
      ends[number] = story.needs(of: number).compactMap { ends[$0] }.max()
    }
    follow()
  }

  private mutating func follow() {
    let leaves = story.records.indices.filter {
      story.records[$0].began != nil && story.records[$0].role != .undo
        && story.children[$0] == nil
    }
    var next = last(of: leaves)
    var seen: Set<Int> = []
    while let number = next, seen.insert(number).inserted {
      steps.append(number)
      next = cause(of: number)
    }
    steps.reverse()
  }

  /// The step whose end let `number` begin; nil for one that began with the run.
  private func cause(of number: Int) -> Int? {
    var number = number
    while true {
      if let need = last(of: story.needs(of: number)) {
        guard story.records[need].isBarrier else { return leaf(of: need) }
        number = need
        continue
      }
      guard let owner = story.records[number].owner else { return nil }
      if let before = last(of: siblingsBefore(number, owner)) { return leaf(of: before) }
      number = owner
    }
  }

  /// The steps of the same owner that had to come first without being named: earlier turns, and
  /// for `rescue` and `always` the body.
  private func siblingsBefore(_ number: Int, _ owner: Int) -> [Int] {
    let record = story.records[number]
    let began = record.began ?? Timestamp(milliseconds: 0)
    return (story.children[owner] ?? []).filter { sibling in
      let other = story.records[sibling]
      guard other.role != record.role, let end = ends[sibling], end <= began else { return false }
      return true
    }
  }

  /// The step within `number` that ended last.
  private func leaf(of number: Int) -> Int? {
    var number = number
    while let inner = story.children[number] {
      guard let next = last(of: inner) else { break }
      number = next
    }
    return number
  }

  /// The one of `numbers` that ended last; nil if none has begun.
  private func last(of numbers: [Int]) -> Int? {
    numbers.filter { ends[$0] != nil }.max {
      (ends[$0] ?? Timestamp(milliseconds: 0)) < (ends[$1] ?? Timestamp(milliseconds: 0))
    }
  }
}
