import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// What can be written at the place.
  func completion(_ question: Question) -> Value {
    guard let analysis = question.analyses.first else { return list([]) }
    let source = Source(name: question.file, bytes: question.document.lines.bytes)
    let cursor = Cursor(at: question.position, in: source)
    let offer = workspace.surroundings.schema.offer(at: cursor)
    let writer = CompletionWriter(
      cursor: cursor, lines: question.document.lines, manifests: workspace.surroundings.manifests,
      index: analysis.index, file: question.file)
    if let expression = cursor.expression {
      let found = analysis.offer(after: expression, in: question.file, cursor, offer)
      return list(writer.items(found))
    }
    return list(writer.keys(offer) + writer.values(offer))
  }

  private func list(_ items: [Value]) -> Value {
    ["isIncomplete": false, "items": .list(items)]
  }
}

/// Writes completion items for one cursor.
struct CompletionWriter {
  let cursor: Cursor
  let lines: TextLines
  let manifests: [ProviderManifest]
  let index: SymbolIndex
  let file: String

  /// The protocol's numbers of kinds of items.
  enum Kind: Int {
    case function = 3
    case field = 5
    case variable = 6
    case type = 7
    case module = 9
    case property = 10
    case word = 14
    case file = 17
    case reference = 18
    case constant = 21
  }

  /// An item that puts `text` in the place of what is written before the cursor from `start` on.
  func item(
    _ label: String, _ kind: Kind, from start: SourcePosition, text: String? = nil,
    detail: String = "", documentation: String = "", rank: Int = 1
  ) -> Value {
    let range = SourceRange(start: start, end: cursor.position)
    var item: ValueMap = [
      "label": .string(label), "kind": .integer(kind.rawValue),
      "sortText": .string("\(rank)\(label)"), "filterText": .string(label), "insertTextMode": 1,
      "textEdit": ["range": lines.client(range).json, "newText": .string(text ?? label)],
    ]
    if !detail.isEmpty { item["detail"] = .string(detail) }
    if !documentation.isEmpty {
      item["documentation"] = ["kind": "markdown", "value": .string(documentation)]
    }
    return .map(item)
  }

  /// The names that an expression can go on with.
  func items(_ offer: ExpressionOffer) -> [Value] {
    var start = cursor.position
    start.column -= offer.wordLength
    return offer.candidates.map { candidate in
      let kind: Kind
      var text: String?
      switch candidate.kind {
      case .root: kind = .module
      case .field: kind = .field
      case .symbol: kind = .reference
      case .function:
        kind = .function
        text = candidate.name + "("
      }
      return item(
        candidate.name, kind, from: start, text: text, detail: candidate.detail,
        documentation: candidate.documentation, rank: candidate.kind == .function ? 2 : 1)
    }
  }
}
