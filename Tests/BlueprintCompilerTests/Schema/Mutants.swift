import BlueprintModel

/// Copies of a blueprint with one change each: a value replaced by one of another kind, a key
/// taken away, a strange key added.
struct Mutants: Sequence, IteratorProtocol {
  private let seed: Value
  private var changes: [(path: [Step], change: Change)]
  private var position = 0

  private enum Step: CustomStringConvertible {
    case key(String), element(Int)

    var description: String {
      switch self {
      case .key(let key): key
      case .element(let index): "\(index)"
      }
    }
  }

  private enum Change {
    case replace(Value), remove, add
  }

  private static let strangers: [Value] = [
    .null, true, 7, -3, .number(2.5), "words", "${inputs.word}", "", [], [:], ["x"], ["zzz": 1],
  ]

  /// About `limit` mutants of `seed`, taken evenly. What fills the parameters of templates is left alone: a
  /// mistake there shows in the body.
  init(of seed: Value, limit: Int) {
    self.seed = seed
    var all: [(path: [Step], change: Change)] = []
    Self.visit(seed, at: []) { path, value in
      if case .map = value { all.append((path, .add)) }
      guard !path.isEmpty else { return }
      all.append((path, .remove))
      for stranger in Self.strangers where stranger != value {
        all.append((path, .replace(stranger)))
      }
    }
    let stride = Swift.max(1, all.count / limit)
    changes = all.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }

  mutating func next() -> (name: String, value: Value)? {
    guard position < changes.count else { return nil }
    let (path, change) = changes[position]
    position += 1
    return (
      "\(path.map(\.description).joined(separator: ".")): \(change)",
      changed(seed, path[...], change) ?? .null
    )
  }

  private static func visit(_ value: Value, at path: [Step], _ visitor: ([Step], Value) -> Void) {
    if case .key("with")? = path.last { return }
    if case .key("parameters")? = path.last { return }
    visitor(path, value)
    for (key, member) in value.map ?? [:] { visit(member, at: path + [.key(key)], visitor) }
    for (index, member) in (value.list ?? []).enumerated() {
      visit(member, at: path + [.element(index)], visitor)
    }
  }

  /// `value` with the change at `path`; nil if it is taken away.
  private func changed(_ value: Value, _ path: ArraySlice<Step>, _ change: Change) -> Value? {
    guard let step = path.first else {
      switch change {
      case .replace(let stranger): return stranger
      case .remove: return nil
      case .add:
        var map = value.map ?? [:]
        map["zzz"] = "x"
        return .map(map)
      }
    }
    switch step {
    case .key(let key):
      var map = value.map ?? [:]
      map[key] = map[key].flatMap { changed($0, path.dropFirst(), change) }
      return .map(map)
    case .element(let index):
      var list = value.list ?? []
      if let element = changed(list[index], path.dropFirst(), change) {
        list[index] = element
      } else {
        list.remove(at: index)
      }
      return .list(list)
    }
  }
}
