import BlueprintModel

extension Source {
  /// This text after `edits`, of which those for other files are left out; nil if two of them
  /// overlap or one lies outside of the text.
  public func applying(_ edits: some Sequence<Fix.Edit>) -> Source? {
    let starts = lineStarts
    var changes: [(range: Range<Int>, text: String)] = []
    for edit in edits where edit.place.file == name {
      guard let start = offset(of: edit.place.range.start, starts),
        let end = offset(of: edit.place.range.end, starts), start <= end
      else { return nil }
      changes.append((start..<end, edit.replacement))
    }
    changes.sort { $0.range.lowerBound < $1.range.lowerBound }
    var result: [UInt8] = []
    var done = 0
    for change in changes {
      guard change.range.lowerBound >= done else { return nil }
      result += bytes[done..<change.range.lowerBound]
      result += change.text.utf8
      done = change.range.upperBound
    }
    return Source(name: name, bytes: result + bytes[done...])
  }

  /// The offset of `position`; nil if there is no such place.
  private func offset(of position: SourcePosition, _ starts: [Int]) -> Int? {
    guard starts.indices.contains(position.line - 1) else { return nil }
    let end = position.line < starts.count ? starts[position.line] : bytes.count
    var offset = starts[position.line - 1]
    for _ in 1..<max(1, position.column) {
      guard offset < end else { return nil }
      offset += 1
      while offset < end, bytes[offset] & 0xc0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
