/// A node of the text with the places of all its parts.
struct LayoutNode {
  /// What a node consists of.
  indirect enum Shape {
    /// Nothing: the null between `key:` and the next line.
    case empty
    /// One scalar or alias.
    case leaf(LayoutToken)
    /// A list or map in brackets: all its tokens.
    case flow([LayoutToken])
    /// A list with dashes.
    case list([Item])
    /// A map with a line for each key.
    case map([Entry])
  }

  /// An element of a list.
  struct Item {
    var dash: LayoutToken
    var node: LayoutNode
  }

  /// A key and its value.
  struct Entry {
    var start: LayoutMark
    var key: LayoutNode
    /// Where the colon ends; nil without one.
    var colonEnd: Int?
    var value: LayoutNode
  }

  var anchor: LayoutToken?
  var shape: Shape

  /// Where it begins, behind its anchor; nil for nothing.
  var contentStart: LayoutMark? {
    switch shape {
    case .empty: nil
    case .leaf(let token): token.start
    case .flow(let tokens): tokens.first?.start
    case .list(let items): items.first?.dash.start
    case .map(let entries): entries.first?.start
    }
  }

  /// Where it begins.
  var start: LayoutMark? { anchor?.start ?? contentStart }

  /// Whether it takes lines of its own.
  var isBlock: Bool {
    switch shape {
    case .list, .map: true
    default: false
    }
  }
}
