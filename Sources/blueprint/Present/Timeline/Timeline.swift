import BlueprintModel

/// A run laid out in time: its steps as bars, by heading.
struct Timeline {
  /// A step in time.
  struct Bar {
    let number: Int
    let label: String
    let begin: Timestamp
    let end: Timestamp
    let isCritical: Bool
  }

  /// Steps under one heading.
  struct Group {
    let title: String
    /// The heading without the number of its instance.
    let family: String
    var bars: [Bar]
  }

  let story: RunStory
  /// The beginning of the picture.
  let start: Timestamp
  /// Its end; later than the beginning.
  let end: Timestamp
  /// The steps that were begun, in the order of the plan.
  let groups: [Group]
  /// The chain that decided how long the run took, in the order of time.
  let critical: [Bar]

  /// The timeline of what `story` tells; what has not ended goes on until `now`.
  init(_ story: RunStory, at now: Timestamp) {
    self.story = story
    let first = story.records.compactMap(\.began).min() ?? story.createdAt ?? now
    let last = story.records.compactMap { record in record.began.map { _ in record.ended ?? now } }
      .max()
    start = first
    end = max(story.result == nil ? now : last ?? now, first + .milliseconds(1))
    let path = CriticalPath(story, at: now).steps
    let critical = Set(path)
    var groups: [Group] = []
    var places: [String: Int] = [:]
    var bars: [Int: Bar] = [:]
    for number in story.ordered {
      let record = story.records[number]
      guard let began = record.began, story.children[number] == nil, record.takesTime else {
        continue
      }
      let bar = Bar(
        number: number, label: story.shortName(of: number), begin: began, end: record.ended ?? now,
        isCritical: critical.contains(number))
      bars[number] = bar
      let title = story.heading(of: number)
      if let place = places[title] {
        groups[place].bars.append(bar)
      } else {
        places[title] = groups.count
        groups.append(Group(title: title, family: Self.family(of: title), bars: [bar]))
      }
    }
    self.groups = groups
    self.critical = path.compactMap { bars[$0] }
  }

  /// How long the picture lasts.
  var span: Duration { end - start }

  /// The steps that were begun.
  var count: Int { groups.reduce(0) { $0 + $1.bars.count } }

  /// `machines.web[3]` belongs to the family `machines.web`.
  static func family(of title: String) -> String {
    guard title.hasSuffix("]"), let open = title.lastIndex(of: "[") else { return title }
    return String(title[..<open])
  }

  /// Moments for a scale: at most `count`, at round distances from the beginning.
  func ticks(atMost count: Int) -> [Duration] {
    let total = max(span.milliseconds, 1)
    let distances = [
      1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000,
      120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000,
      43_200_000, 86_400_000,
    ]
    let distance = distances.first { total / $0 < count } ?? total / max(count - 1, 1)
    return stride(from: 0, through: total, by: max(distance, 1)).map { .milliseconds($0) }
  }
}

extension Timeline {
  /// Families whose steps are shown in lanes without names, so that at most `limit` rows with names
  /// remain: the largest ones first.
  func familiesToPack(limit: Int) -> Set<String> {
    var sizes: [String: Int] = [:]
    for group in groups { sizes[group.family, default: 0] += group.bars.count + 1 }
    var rows = sizes.values.reduce(0, +)
    var packed: Set<String> = []
    let largest = sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (family, size) in largest where rows > limit && size > 6 {
      packed.insert(family)
      rows -= size
    }
    return packed
  }
}

extension StepRecord {
  /// Whether it is worth a bar: what the engine answers itself takes no time.
  fileprivate var takesTime: Bool {
    if step.verb != nil || standing == .failed { return true }
    guard let began else { return false }
    return ended.map { $0 > began } ?? true
  }
}

extension Duration {
  /// The duration on a scale: as short as it can be said.
  var tick: String {
    let total = milliseconds
    switch total {
    case 0: return "0"
    case ..<1000: return "\(total)ms"
    case ..<60_000:
      return total % 1000 == 0 ? "\(total / 1000)s" : "\(total / 1000).\(total % 1000 / 100)s"
    case ..<3_600_000:
      return total % 60_000 == 0 ? "\(total / 60_000)m" : "\(total / 60_000)m\(total / 1000 % 60)s"
    default:
      return total % 3_600_000 == 0
        ? "\(total / 3_600_000)h" : "\(total / 3_600_000)h\(total / 60_000 % 60)m"
    }
  }
}
