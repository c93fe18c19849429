import BlueprintCompiler
import BlueprintExpressions
import BlueprintModel

extension LanguageServer {
  /// What there is to say about the name, key or function at the place.
  func hover(_ question: Question) -> Value {
    if let use = question.use, let declaration = question.declaration {
      return hover(text(declaration), at: range(of: use.place))
    }
    let lines = question.document.lines
    guard let word = lines.word(at: question.position) else { return .null }
    let end = SourcePosition(line: word.range.start.line, column: word.range.end.column)
    let source = Source(name: question.file, bytes: lines.bytes)
    let cursor = Cursor(at: end, in: source)
    if cursor.expression != nil {
      guard let function = FunctionSet.function(named: word.text) else { return .null }
      let signature = "\(function.signature): \(function.result.description)"
      return hover(
        "```\n\(signature)\n```\n\(function.documentation)", at: lines.client(word.range))
    }
    guard cursor.role != .value, cursor.text == word.text else { return .null }
    let path = cursor.path + [.key(word.text)]
    let schema = workspace.surroundings.schema
    guard let key = schema.documentation(of: path) else { return .null }
    let construct = key.construct.isEmpty ? "" : " (\(key.construct))"
    return hover("**\(word.text)**\(construct)\n\n\(key.text)", at: lines.client(word.range))
  }

  private func hover(_ text: String, at range: ClientRange) -> Value {
    let kind = client.markdown ? "markdown" : "plaintext"
    let shown = client.markdown ? text : Self.plain(text)
    return ["contents": ["kind": .string(kind), "value": .string(shown)], "range": range.json]
  }

  private static func plain(_ text: String) -> String {
    text.replacing("```\n", with: "").replacing("\n```", with: "").replacing("**", with: "")
      .replacing("`", with: "")
  }

  private func text(_ declaration: Declaration) -> String {
    let symbol = declaration.symbol
    var lines = ["**\(symbol.kind.noun)** `\(symbol.name)`"]
    if !declaration.type.isEmpty { lines[0] += ", \(declaration.type)" }
    if let count = declaration.count {
      lines[0] += count == 1 ? ", 1 instance" : ", \(count) instances"
    }
    if declaration.isSecret {
      lines.append("a secret: its value is never shown")
    } else if let value = declaration.value {
      lines.append("value: `\(value.string ?? value.canonicalJSON)`")
    }
    if !declaration.description.isEmpty { lines.append(declaration.description) }
    return lines.joined(separator: "\n\n")
  }
}

extension TextLines {
  /// The word of letters, digits, `-` and `_` around `position`.
  func word(at position: SourcePosition) -> (text: String, range: SourceRange)? {
    let scalars = Array(line(position.line - 1))
    func isPart(_ offset: Int) -> Bool {
      guard scalars.indices.contains(offset) else { return false }
      let scalar = scalars[offset]
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
        || scalar == "_"
    }
    var start = position.column - 1
    while isPart(start - 1) { start -= 1 }
    var end = position.column - 1
    while isPart(end) { end += 1 }
    guard start < end else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<end])
    let range = SourceRange(
      start: SourcePosition(line: position.line, column: start + 1),
      end: SourcePosition(line: position.line, column: end + 1))
    return (String(text), range)
  }
}
