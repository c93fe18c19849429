/// Makes a tree of ``LayoutNode``s of tokens: libyaml's grammar, without the meaning.
struct LayoutTreeBuilder {
  private let tokens: [LayoutToken]
  private var next = 0

  /// A builder over the tokens of one document, which ``YAMLParser`` has read without a mistake.
  init(_ tokens: [LayoutToken]) {
    self.tokens = tokens.filter {
      switch $0.kind {
      case .directive, .documentStart, .documentEnd: false
      default: true
      }
    }
  }

  /// The document's node.
  mutating func build() -> LayoutNode { node(takesDashes: false) }

  private var current: LayoutToken? { next < tokens.count ? tokens[next] : nil }

  private mutating func take(_ kind: LayoutToken.Kind) -> LayoutToken? {
    guard let token = current, token.kind == kind else { return nil }
    next += 1
    return token
  }

  /// - Parameter takesDashes: whether a list may begin without an indentation of its own, which
  ///   only the value of a key may.
  private mutating func node(takesDashes: Bool) -> LayoutNode {
    let anchor = take(.anchor)
    return LayoutNode(anchor: anchor, shape: shape(takesDashes: takesDashes))
  }

  private mutating func shape(takesDashes: Bool) -> LayoutNode.Shape {
    guard let token = current else { return .empty }
    switch token.kind {
    case .plain, .singleQuoted, .doubleQuoted, .block, .alias:
      next += 1
      return .leaf(token)
    case .open: return .flow(flow())
    case .listStart, .mapStart:
      next += 1
      let shape = token.kind == .listStart ? LayoutNode.Shape.list(items()) : .map(entries())
      _ = take(.blockEnd)
      return shape
    case .dash where takesDashes: return .list(items())
    default: return .empty
    }
  }

  private mutating func flow() -> [LayoutToken] {
    var depth = 0
    var found: [LayoutToken] = []
    while let token = current {
      next += 1
      if !token.isEmpty { found.append(token) }
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if depth == 0 { break }
    }
    return found
  }

  private mutating func items() -> [LayoutNode.Item] {
    var items: [LayoutNode.Item] = []
    while let dash = take(.dash) {
      items.append(LayoutNode.Item(dash: dash, node: node(takesDashes: false)))
    }
    return items
  }

  private mutating func entries() -> [LayoutNode.Entry] {
    var entries: [LayoutNode.Entry] = []
    while let start = current?.start, let entry = entry(from: start) { entries.append(entry) }
    return entries
  }

  private mutating func entry(from start: LayoutMark) -> LayoutNode.Entry? {
    let hasKey = take(.key) != nil
    let key = hasKey ? node(takesDashes: true) : LayoutNode(shape: .empty)
    let colon = take(.colon)
    guard hasKey || colon != nil else { return nil }
    let value = colon == nil ? LayoutNode(shape: .empty) : node(takesDashes: true)
    return LayoutNode.Entry(start: start, key: key, colonEnd: colon?.end.index, value: value)
  }
}
