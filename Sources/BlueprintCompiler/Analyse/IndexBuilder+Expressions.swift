import BlueprintExpressions
import BlueprintModel

extension IndexBuilder {
  /// Adds the names that the expressions in `node` use. Where one of them cannot be read, the
  /// others are.
  mutating func expressions(_ node: YAMLNode, _ context: NameContext) {
    let text = node.text
    if let template = try? Template(parsing: text) {
      return add(template.references, of: node, shiftedBy: 0, context)
    }
    let scalars = Array(text.unicodeScalars)
    var offset = 0
    while offset + 1 < scalars.count {
      guard scalars[offset] == "$", scalars[offset + 1] == "{" else {
        offset += 1
        continue
      }
      let part = Self.expression(from: offset, in: scalars)
      if let template = part.template {
        add(template.references, of: node, shiftedBy: offset, context)
      }
      offset = part.end
    }
  }

  /// The expression that starts at `start`, if it can be read, and where to go on.
  private static func expression(
    from start: Int, in scalars: [Unicode.Scalar]
  ) -> (template: Template?, end: Int) {
    let limit = min(scalars.count, start + 4096)
    for end in start + 2..<max(limit, start + 2) where scalars[end] == "}" {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start...end])
      if let template = try? Template(parsing: String(text)) { return (template, end + 1) }
    }
    return (nil, start + 2)
  }

  /// Adds what `references` name, which stand in the text of `node`, moved by `shift`.
  mutating func add(
    _ references: [PlacedReference], of node: YAMLNode, shiftedBy shift: Int,
    _ context: NameContext
  ) {
    guard !references.isEmpty, let lines = documents[node.file]?.lines,
      let text = ScalarText(node, in: lines)
    else { return }
    for placed in references where placed.moves.count >= placed.reference.path.count {
      let ranges = placed.moves.prefix(placed.reference.path.count) + placed.further.map(\.range)
      for (part, symbol) in symbols(placed.reference, further: placed.further, context) {
        let move = ranges[part].lowerBound + shift..<ranges[part].upperBound + shift
        guard let name = text.name(within: move), let range = text.range(of: name) else {
          continue
        }
        index.add(use: symbol, at: Place(file: node.file, range: range))
      }
    }
  }

  /// What the moves of `reference` name, by their numbers.
  func symbols(
    _ reference: Reference, further: [PlacedReference.Name], _ context: NameContext
  ) -> [(part: Int, symbol: Symbol)] {
    var names: [(part: Int, name: String)] = []
    for (part, move) in reference.path.enumerated() {
      if case .key(let name) = move { names.append((part, name)) }
    }
    let count = reference.path.count
    names += further.enumerated().map { (count + $0.offset, $0.element.text) }
    if reference.root == "self" {
      return endpoint(names[...], of: Owner(file: context.file, name: context.subject))
    }
    guard let first = names.first, first.part == 0,
      let symbol = symbol(reference.root, first.name, context)
    else { return [] }
    let found = [(part: 0, symbol: symbol)]
    guard symbol.kind == .service else { return found }
    let owner = Owner(file: symbol.file, name: "services.\(symbol.name)")
    return found + endpoint(names.dropFirst(), of: owner)
  }

  private func endpoint(
    _ names: ArraySlice<(part: Int, name: String)>, of owner: Owner
  ) -> [(part: Int, symbol: Symbol)] {
    guard names.first?.name == "endpoints", let name = names.dropFirst().first,
      let symbol = endpoint(name.name, of: owner)
    else { return [] }
    return [(name.part, symbol)]
  }

  private func symbol(_ root: String, _ name: String, _ context: NameContext) -> Symbol? {
    switch root {
    case "inputs":
      let own = Symbol(
        kind: .input, file: context.file, owner: "actions.\(context.action)", name: name)
      return index[own] != nil ? own : symbol(.input, name, in: context.file)
    case "parameters":
      let symbol = Symbol(
        kind: .parameter, file: context.file, owner: "templates.\(context.template)", name: name)
      return index[symbol].map(\.symbol)
    case "locals": return symbol(.local, name, in: context.file)
    case "machines": return symbol(.machine, name, in: context.file)
    case "services": return symbol(.service, name, in: context.file)
    case "requires": return symbol(.requirement, name, in: context.file)
    default: return nil
    }
  }
}

extension ScalarText {
  /// The name in the move `range`: between the quotes of `["name"]`, or all of it.
  fileprivate func name(within range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= 0, range.upperBound <= scalars.count, !range.isEmpty else {
      return nil
    }
    guard scalars[range.lowerBound] == "[" else {
      let start = range.first { !scalars[$0].properties.isWhitespace } ?? range.lowerBound
      return start..<range.upperBound
    }
    let quotes: Set<Unicode.Scalar> = ["\"", "'"]
    guard let first = range.first(where: { quotes.contains(scalars[$0]) }),
      let last = range.last(where: { scalars[$0] == scalars[first] }), first < last
    else { return nil }
    return first + 1..<last
  }
}
