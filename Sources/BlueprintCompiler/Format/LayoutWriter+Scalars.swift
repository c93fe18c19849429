extension LayoutWriter {
  /// A scalar or alias of one line as it is written. Single quotes become double ones where
  /// nothing in between means something else then.
  func canonical(_ token: LayoutToken) -> String {
    let text = source.text(of: token)
    guard token.kind == .singleQuoted else { return text }
    let inner = text.dropFirst().dropLast()
    let isPlain = inner.unicodeScalars.allSatisfy {
      $0 != "'" && $0 != "\"" && $0 != "\\" && $0 != "\t" && $0 != "\n"
    }
    return isPlain ? "\"\(inner)\"" : text
  }

  /// Writes a scalar that is not a block; its further lines begin at `continuation`.
  mutating func writeScalar(_ token: LayoutToken, continuation: Int) {
    guard token.start.line != token.end.line else { return write(canonical(token)) }
    let parts = source.text(of: token).split(separator: "\n", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      let isLast = position == parts.count - 1
      var text = position == 0 ? String(part) : String(part).trimmedAtStart
      if !isLast { text = withoutFoldedSpace(text, isDouble: token.kind == .doubleQuoted) }
      if position > 0 { startLine(text.isEmpty ? 0 : continuation) }
      write(text)
    }
  }

  /// A line of a folded scalar without the white space that folding drops. Behind a backslash,
  /// white space is content.
  private func withoutFoldedSpace(_ line: String, isDouble: Bool) -> String {
    let trimmed = line.trimmedAtEnd
    guard isDouble, trimmed.unicodeScalars.count < line.unicodeScalars.count else {
      return trimmed
    }
    let slashes = trimmed.unicodeScalars.reversed().prefix { $0 == "\\" }.count
    let first = line.unicodeScalars.dropFirst(trimmed.unicodeScalars.count).first
    guard slashes % 2 == 1, let first else { return trimmed }
    return trimmed + String(first)
  }

  /// Writes a block scalar with its content, byte for byte, two spaces further in than `indent`.
  mutating func writeBlockScalar(_ token: LayoutToken, indent: Int, column: Int) {
    let scalar = BlockScalarText(token, column: column, in: source)
    write(scalar.header)
    endLine(after: token.start.index)
    let margin = String(repeating: " ", count: indent + 2)
    append(
      verbatim: scalar.lines.map { $0.isEmpty ? "" : margin + $0 }, isKept: scalar.keepsLineEnds)
  }
}
