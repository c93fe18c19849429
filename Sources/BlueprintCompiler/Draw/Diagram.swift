/// Things, the groups they are in, and what needs what: the content of a drawing, however it is
/// drawn.
public struct Diagram: Sendable, Hashable {
  /// A frame around nodes.
  public struct Group: Sendable, Hashable {
    /// Its identity among groups and nodes.
    public var id: String
    /// What stands on the frame.
    public var label: String
    /// A remark beside it; may be empty.
    public var detail: String
  }

  /// A box.
  public struct Node: Sendable, Hashable {
    /// Its identity among groups and nodes.
    public var id: String
    /// What stands in the box.
    public var label: String
    /// A remark below it; may be empty.
    public var detail: String
    /// The group that it is in; nil for none.
    public var group: String?
    /// Whether it only joins what it needs.
    public var isJoin = false
  }

  /// An arrow.
  public struct Edge: Sendable, Hashable {
    /// What needs the other: a node or a group.
    public var from: String
    /// What is needed: a node or a group.
    public var to: String
  }

  /// What the drawing shows.
  public var title: String
  /// The frames, in an order that is kept where nothing speaks against it.
  public var groups: [Group]
  /// The boxes, likewise.
  public var nodes: [Node]
  /// The arrows, each pair once.
  public var edges: [Edge]

  /// A diagram without arrows from a thing to itself, to what is not there, or from a node to the
  /// group that it is in.
  init(title: String, groups: [Group], nodes: [Node], edges: [Edge]) {
    self.title = title
    self.groups = groups
    self.nodes = nodes
    let known = Set(groups.map(\.id)).union(nodes.map(\.id))
    let owners = Dictionary(nodes.map { ($0.id, $0.group) }, uniquingKeysWith: { $1 })
    var seen: Set<Edge> = []
    self.edges = edges.filter { edge in
      edge.from != edge.to && known.contains(edge.from) && known.contains(edge.to)
        && owners[edge.from] != .some(edge.to) && seen.insert(edge).inserted
    }
  }
}
