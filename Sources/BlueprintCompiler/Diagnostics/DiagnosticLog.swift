import BlueprintModel

/// Collects what the passes of one compilation find; a pass goes on after a mistake, so that the
/// author sees all of them at once.
final class DiagnosticLog {
  /// What was found, in the order of finding.
  private(set) var diagnostics: [Diagnostic] = []
  /// What would mend the diagnostic with this index.
  private var corrections: [Int: [Correction]] = [:]
  /// The other places of the diagnostic with this index.
  private var repetitions: [Int: [Place]] = [:]
  private var rootCauses: [RootCause: Int] = [:]

  private struct RootCause: Hashable {
    let code: String
    let cause: String
  }

  private var seen: Set<Mistake> = []
  /// How nodes came to stand where they do, as places refer to it.
  var origins: [Origin] = []
  /// Where anchors are used.
  var aliases: [AliasUse] = []

  /// What makes two diagnostics the same: a text that is used in many places is one mistake.
  private struct Mistake: Hashable {
    let code: String
    let message: String
    let place: Place?
  }

  /// Adds `problem`, once.
  func report(_ problem: some Problem, at place: Place?, notes: [Diagnostic.Note] = []) {
    let count = diagnostics.count
    if let cause = problem.rootCause, let place {
      let key = RootCause(code: problem.code, cause: cause)
      if let index = rootCauses[key] { return repeated(index, at: place) }
      rootCauses[key] = count
    }
    append(problem.diagnostic(at: place, notes: notes))
    guard diagnostics.count > count, place != nil, !problem.corrections.isEmpty else { return }
    corrections[count] = problem.corrections
  }

  private func repeated(_ index: Int, at place: Place) {
    guard diagnostics[index].place != place,
      repetitions[index]?.contains(place) != true
    else { return }
    repetitions[index, default: []].append(place)
  }

  /// Adds `diagnostic`, once: a place that is read twice, as an anchor's is, is one mistake.
  func append(_ diagnostic: Diagnostic) {
    let mistake = Mistake(
      code: diagnostic.code, message: diagnostic.message, place: diagnostic.place)
    guard seen.insert(mistake).inserted else { return }
    var diagnostic = diagnostic
    if let place = diagnostic.place { diagnostic.notes += uses(of: place) }
    diagnostics.append(diagnostic)
  }

  /// How the text at `place` came to be used, the innermost use first.
  private func uses(of place: Place) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    for alias in aliases where alias.anchor.contains(place) {
      notes.append(Diagnostic.Note("used as `*\(alias.name)`", at: alias.use))
      break
    }
    var index = Int(place.origin)
    while index > 0, index < origins.count {
      let origin = origins[index]
      switch origin.cause {
      case .text: break
      case .profile(let name): notes.append(Diagnostic.Note("set by the profile `\(name)`"))
      case .template(let name, let use):
        notes.append(Diagnostic.Note("part of the template `\(name)`, used here", at: use))
      }
      index = Int(origin.parent)
    }
    return notes
  }

  /// Whether the work cannot go on.
  var hasErrors: Bool { diagnostics.hasErrors }

  /// Everything by file and place; what has no place comes first.
  var sorted: [Diagnostic] { Self.sort(diagnostics) }

  /// ``sorted`` with the fixes that can be made in `sources`.
  func sorted(fixedIn sources: [Source]) -> [Diagnostic] {
    guard !corrections.isEmpty || !repetitions.isEmpty else { return sorted }
    let corrector = Corrector(sources: sources)
    var result = diagnostics
    for (index, corrections) in corrections {
      guard let place = result[index].place else { continue }
      let places = [place] + (repetitions[index] ?? [])
      // What an anchor marks stands in other places too, where it may be right.
      let isShared = places.contains { place in aliases.contains { $0.anchor.contains(place) } }
      result[index].fixes = corrector.fixes(corrections, at: places, isShared: isShared)
    }
    for (index, places) in repetitions { Self.gather(places, in: &result[index]) }
    return Self.sort(result)
  }

  /// Adds the other `places` of a mistake. The first in the text is where it is told of, unless
  /// what is said belongs to the place where it was found.
  private static func gather(_ places: [Place], in diagnostic: inout Diagnostic) {
    guard let found = diagnostic.place else { return }
    var others = places
    if diagnostic.label == nil, diagnostic.notes.isEmpty {
      others.append(found)
      diagnostic.place = others.min(by: isBefore)
    }
    let rest = others.filter { $0 != diagnostic.place }.sorted(by: isBefore)
    diagnostic.notes += notes(rest)
  }

  private static func isBefore(_ left: Place, _ right: Place) -> Bool {
    (left.file, left.range.start) < (right.file, right.range.start)
  }

  /// Where else a mistake shows; of many places the first few.
  private static func notes(_ places: [Place]) -> [Diagnostic.Note] {
    let shown = places.prefix(4)
    let notes = shown.map { Diagnostic.Note("also here", at: $0) }
    let rest = places.count - shown.count
    return notes + (rest > 0 ? [Diagnostic.Note("and in \(rest) more places")] : [])
  }

  /// `diagnostics` by file and place; what has no place comes first.
  static func sort(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
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
