import BlueprintModel

/// One file as the author wrote it, also while it is being written: what is no YAML yet is left out.
struct DocumentTree {
  let source: Source
  let tree: YAMLTree
  let lines: SourceLines
  /// Whether no line was left out.
  let isWhole: Bool

  /// The lines that may be left out to read the rest.
  private static let patience = 6
  /// The largest text, in bytes, of which lines are left out.
  private static let sizeLimit = 4 << 20

  /// The tree of `source`; nil if it cannot be read even without a few lines.
  init?(_ source: Source) {
    self.source = source
    lines = SourceLines(source)
    let log = DiagnosticLog()
    if let tree = YAMLParser.parse(source, log: log) {
      self.tree = tree
      isWhole = true
    } else if source.bytes.count <= Self.sizeLimit, let tree = Self.mended(source, log) {
      self.tree = tree
      isWhole = false
    } else {
      return nil
    }
  }

  /// The tree of `source` without the lines that are in the way: of those that a mistake points
  /// at, the one without which the reading goes furthest is left out.
  private static func mended(_ source: Source, _ log: DiagnosticLog) -> YAMLTree? {
    var source = source
    var mistakes = log.diagnostics
    for _ in 0..<patience {
      var best: (source: Source, mistakes: [Diagnostic])?
      for line in suspects(mistakes) {
        guard let candidate = source.without(line: line) else { continue }
        let log = DiagnosticLog()
        if let tree = YAMLParser.parse(candidate, log: log) { return tree }
        if reach(log.diagnostics) > best.map({ reach($0.mistakes) }) ?? 0 {
          best = (candidate, log.diagnostics)
        }
      }
      guard let best else { return nil }
      (source, mistakes) = best
    }
    return nil
  }

  private static func suspects(_ mistakes: [Diagnostic]) -> [Int] {
    let lines = mistakes.flatMap { mistake in
      (mistake.notes.map(\.place) + [mistake.place]).compactMap { $0?.range.start.line }
    }
    var found: [Int] = []
    for line in lines + lines.map({ $0 - 1 }) where line > 0 && !found.contains(line) {
      found.append(line)
    }
    return found
  }

  private static func reach(_ mistakes: [Diagnostic]) -> Int {
    mistakes.compactMap { $0.place?.range.start.line }.max() ?? 0
  }
}

extension Source {
  /// The text with the line `number` left empty; nil if it is so already or there is none.
  fileprivate func without(line number: Int) -> Source? {
    let starts = lineStarts
    guard starts.indices.contains(number - 1) else { return nil }
    let end = number < starts.count ? starts[number] - 1 : bytes.count
    guard starts[number - 1] < end else { return nil }
    var text = bytes
    text.removeSubrange(starts[number - 1]..<end)
    return Source(name: name, bytes: text)
  }
}
