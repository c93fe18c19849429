import BlueprintModel

/// Makes fixes of corrections.
///
/// A place covers a scalar as it stands in the file: with its quotes, and with the anchor before
/// it. A fix is given only where the text at the place is what the problem says it is, so that
/// escapes, folded text and expressions that moved are never edited blindly.
struct Corrector {
  private static let limit = 3
  private let lines: [String: SourceLines]

  init(sources: [Source]) {
    lines = Dictionary(sources.map { ($0.name, SourceLines($0)) }, uniquingKeysWith: { $1 })
  }

  /// The fixes that `corrections` come to in their order, each in all `places`. None is sure for a
  /// text that `isShared`.
  func fixes(_ corrections: [Correction], at places: [Place], isShared: Bool) -> [Fix] {
    corrections.prefix(Self.limit).compactMap { correction in
      var edits: [Fix.Edit] = []
      for place in places {
        guard let found = self.edits(correction, at: place) else { return nil }
        edits += found
      }
      edits.sort { ($0.place.file, $0.place.range.start) < ($1.place.file, $1.place.range.start) }
      return Fix(
        correction.title, edits: edits,
        isMachineApplicable: correction.isCertain && !isShared)
    }
  }

  private func edits(_ correction: Correction, at place: Place) -> [Fix.Edit]? {
    guard let text = lines[place.file]?.text(in: place.range) else { return nil }
    let anchor = Self.anchor(in: text)
    let scalar = String(text.unicodeScalars.dropFirst(anchor))
    let position = place.dropping(first: anchor, last: 0)
    return Self.edits(correction.change, of: scalar, at: position)
  }

  private static func edits(
    _ change: Correction.Change, of text: String, at place: Place
  ) -> [Fix.Edit]? {
    switch change {
    case .replace(let old, let new):
      if text == old { return [Fix.Edit(place, replacement: new)] }
      guard isQuoted(text, old) else { return nil }
      return [Fix.Edit(place.dropping(first: 1, last: 1), replacement: new)]
    case .enclose(let old, let prefix, let suffix):
      guard text == old || isQuoted(text, old) else { return nil }
      return [Fix.Edit(place, replacement: prefix + text + suffix)]
    case .unquote(let old):
      return isQuoted(text, old) ? [Fix.Edit(place, replacement: old)] : nil
    }
  }

  private static func isQuoted(_ text: String, _ content: String) -> Bool {
    text == "\"\(content)\"" || text == "'\(content)'"
  }

  /// The length of an anchor, `&name `, at the start of `text`.
  private static func anchor(in text: String) -> Int {
    guard text.hasPrefix("&") else { return 0 }
    let name = text.unicodeScalars.prefix { $0 != " " && $0 != "\t" }
    let space = text.unicodeScalars.dropFirst(name.count).prefix { $0 == " " || $0 == "\t" }
    return name.count + space.count
  }
}

extension Place {
  /// The place without its first and last columns; it must lie in one line.
  fileprivate func dropping(first: Int, last: Int) -> Place {
    var place = self
    place.range.start.column += first
    place.range.end.column -= last
    return place
  }
}
