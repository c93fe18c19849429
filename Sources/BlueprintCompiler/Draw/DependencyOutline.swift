import BlueprintModel

/// What needs what, in words: levels, the longest chain, and for each thing what it needs.
public struct DependencyOutline: Sendable {
  /// A thing that needs others.
  public struct Entry: Sendable, Hashable {
    /// Its identity: `services.web`, `machines.db`, or a step.
    public var id: String
    /// What people call it.
    public var label: String
    /// A remark: the machine that it is on, or a step's verb. May be empty.
    public var remark: String
    /// The positions of what it needs.
    public var needs: [Int]
    /// One more than the highest level of what it needs; 1 needs nothing.
    public var level: Int
    /// Whether it is a part of the longest chain.
    public var isCritical = false
    /// Whether the tree begins with it, if nothing else needs it.
    public var isLeading: Bool
  }

  /// What is outlined.
  public let title: String
  /// The things, in the diagram's order.
  public private(set) var entries: [Entry] = []
  /// The positions of the longest chain's things, from what needs nothing upwards. Steps that
  /// only join others do not count.
  public private(set) var criticalPath: [Int] = []

  /// An outline of machines and services.
  public init(_ application: Application) {
    let diagram = Diagram(application)
    title = diagram.title
    let owners = diagram.nodes.compactMap { node in
      node.group.map { Diagram.Edge(from: node.id, to: $0) }
    }
    var things = diagram.nodes.map { node in
      let group = diagram.groups.first { $0.id == node.group }
      return (id: node.id, label: node.label, remark: group.map { "on \($0.label)" } ?? "", true)
    }
    things += diagram.groups.map { ($0.id, "machines \($0.label)", "", false) }
    fill(things, edges: diagram.edges + owners, weights: [:])
  }

  /// An outline of the steps of `plan`.
  public init(_ plan: Plan) {
    let diagram = Diagram(plan)
    title = diagram.title
    let things = plan.steps.map { step in
      (id: "step \(step.id)", label: step.id.description, remark: step.verb ?? "", true)
    }
    let joins = plan.steps.filter { $0.verb == nil }.map { ("step \($0.id)", 0) }
    fill(
      things, edges: diagram.edges, weights: Dictionary(joins, uniquingKeysWith: { $1 }))
  }

  private mutating func fill(
    _ things: [(id: String, label: String, remark: String, isLeading: Bool)],
    edges: [Diagram.Edge], weights: [String: Int]
  ) {
    let index = Dictionary(
      things.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    var needs = Array(repeating: [Int](), count: things.count)
    for edge in edges {
      if let from = index[edge.from], let to = index[edge.to] { needs[from].append(to) }
    }
    let layers = Layers(needs: needs).layers
    entries = things.enumerated().map { position, thing in
      Entry(
        id: thing.id, label: thing.label, remark: thing.remark, needs: needs[position],
        level: layers[position] + 1, isLeading: thing.isLeading)
    }
    findCriticalPath(weights: things.map { weights[$0.id] ?? 1 })
  }

  private mutating func findCriticalPath(weights: [Int]) {
    var lengths = weights
    var following: [Int?] = Array(repeating: nil, count: entries.count)
    for position in entries.indices.sorted(by: { (entries[$0].level, $0) < (entries[$1].level, $1) }
    ) {
      for need in entries[position].needs where entries[need].level < entries[position].level {
        let length = lengths[need] + weights[position]
        if following[position] == nil || length > lengths[position] {
          lengths[position] = length
          following[position] = need
        }
      }
    }
    var next = lengths.indices.max { (lengths[$0], -$0) < (lengths[$1], -$1) }
    while let position = next {
      if weights[position] > 0 {
        criticalPath.append(position)
        entries[position].isCritical = true
      }
      next = following[position]
    }
    criticalPath.reverse()
  }
}

extension DependencyOutline {
  /// The positions by level, the lowest first.
  public var levels: [[Int]] {
    let depth = entries.map(\.level).max() ?? 0
    var levels = Array(repeating: [Int](), count: depth)
    for (position, entry) in entries.enumerated() { levels[entry.level - 1].append(position) }
    return levels
  }

  /// The JSON form.
  public var json: Value {
    let plainID = { (position: Int) in Value.string(self.entries[position].plainID) }
    return [
      "title": .string(title),
      "entries": .list(
        entries.map { entry in
          [
            "id": .string(entry.plainID), "label": .string(entry.label),
            "remark": .string(entry.remark), "level": .integer(entry.level),
            "needs": .list(entry.needs.map(plainID)), "critical": .boolean(entry.isCritical),
          ]
        }),
      "levels": .list(levels.map { .list($0.map(plainID)) }),
      "critical_path": .list(criticalPath.map(plainID)),
    ]
  }
}

extension DependencyOutline.Entry {
  /// The identity without the word that keeps steps and groups apart.
  var plainID: String { id.hasPrefix("step ") ? String(id.dropFirst(5)) : id }
}
