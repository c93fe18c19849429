import BlueprintModel

/// Collects what the passes of one compilation find; a pass goes on after a mistake, so that the
/// author sees all of them at once.
final class DiagnosticLog {
  /// What was found, in the order of finding.
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  /// Adds `problem`, once.
  func report(_ problem: some Problem, at place: Place?, notes: [Diagnostic.Note] = []) {
    append(problem.diagnostic(at: place, notes: notes))
  }

  /// Adds `diagnostic`, once: a place that is read twice, as an anchor's is, is one mistake.
  func append(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// Whether the work cannot go on.
  var hasErrors: Bool { diagnostics.hasErrors }

  /// Everything by file and place; what has no place comes first.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let first = Key(left.element, left.offset)
      return first < Key(right.element, right.offset)
    }.map(\.element)
  }

  private struct Key: Comparable {
    let file: String
    let start: SourcePosition
    let offset: Int

    init(_ diagnostic: Diagnostic, _ offset: Int) {
      file = diagnostic.place?.file ?? ""
      start = diagnostic.place?.range.start ?? SourcePosition(line: 0, column: 0)
      self.offset = offset
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.file, left.start, left.offset) < (right.file, right.start, right.offset)
    }
  }
}
