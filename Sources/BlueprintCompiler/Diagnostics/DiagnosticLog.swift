import BlueprintModel

/// Collects what the passes of one compilation find; a pass goes on after a mistake, so that the
/// author sees all of them at once. What is above the limit of a severity is only counted.
final class DiagnosticLog {
  /// The most places that a diagnostic names besides its own.
  private static let noteLimit = 100

  /// What was found, in the order of finding.
  private(set) var diagnostics: [Diagnostic] = []
  /// What would mend the diagnostic with this index.
  private var corrections: [Int: [Correction]] = [:]
  /// The other places of the diagnostic with this index.
  private var repetitions: [Int: Repetitions] = [:]
  /// The diagnostics of root causes; nil for one that is only counted.
  private var rootCauses: [RootCause: Int?] = [:]
  private let limit: Int
  private var counts: [Diagnostic.Severity: Int] = [:]

  private struct RootCause: Hashable {
    let code: String
    let cause: String
  }

  private struct Repetitions {
    var places: [Place] = []
    var known: Set<Place> = []
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

  /// A log that tells of `limit` errors and as many warnings.
  init(limit: Int = CompileRequest.usualDiagnosticLimit) { self.limit = limit }

  /// Whether errors are only counted from here on.
  var isFull: Bool { counts[.error, default: 0] > limit }

  /// Adds `problem`, once.
  func report(_ problem: some Problem, at place: Place?, notes: [Diagnostic.Note] = []) {
    var key: RootCause?
    if let cause = problem.rootCause, let place {
      let found = RootCause(code: problem.code, cause: cause)
      if let known = rootCauses[found] { return repeated(known, at: place) }
      key = found
    }
    let mistake = Mistake(code: problem.code, message: problem.message, place: place)
    let isAdded = admits(mistake, problem.severity)
    if let key { rootCauses[key] = .some(isAdded ? diagnostics.count : nil) }
    guard isAdded else { return }
    add(problem.diagnostic(at: place, notes: notes))
    guard place != nil, !problem.corrections.isEmpty else { return }
    corrections[diagnostics.count - 1] = problem.corrections
  }

  private func repeated(_ index: Int?, at place: Place) {
    guard let index, diagnostics[index].place != place,
      repetitions[index, default: Repetitions()].known.insert(place).inserted
    else { return }
    repetitions[index]?.places.append(place)
  }

  /// Adds `diagnostic`, once: a place that is read twice, as an anchor's is, is one mistake.
  func append(_ diagnostic: Diagnostic) {
    let mistake = Mistake(
      code: diagnostic.code, message: diagnostic.message, place: diagnostic.place)
    if admits(mistake, diagnostic.severity) { add(diagnostic) }
  }

  /// Whether `mistake` is new and among those that are told of.
  private func admits(_ mistake: Mistake, _ severity: Diagnostic.Severity) -> Bool {
    guard seen.insert(mistake).inserted else { return false }
    counts[severity, default: 0] += 1
    return counts[severity, default: 0] <= limit
  }

  private func add(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    let rest = diagnostic.notes.count - Self.noteLimit
    if rest > 0 {
      diagnostic.notes.removeLast(rest)
      diagnostic.notes.append(Diagnostic.Note("and \(rest) more"))
    }
    if let place = diagnostic.place { diagnostic.notes += uses(of: place) }
    diagnostics.append(diagnostic)
  }

  /// How many more there are than are told of; nil if that is all.
  private var omission: Diagnostic? {
    func count(_ severity: Diagnostic.Severity) -> Int {
      max(0, counts[severity, default: 0] - limit)
    }
    let omission = LimitProblem.omitted(errors: count(.error), warnings: count(.warning))
    return omission.isNothing ? nil : omission.diagnostic(at: nil)
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

  /// Everything by file and place; what has no place comes first, and how many more there are
  /// comes last.
  var sorted: [Diagnostic] { Self.sort(diagnostics) + [omission].compactMap { $0 } }

  /// ``sorted`` with the fixes that can be made in `sources`.
  func sorted(fixedIn sources: [Source]) -> [Diagnostic] {
    guard !corrections.isEmpty || !repetitions.isEmpty else { return sorted }
    let corrector = Corrector(sources: sources)
    let anchors = Set(aliases.map(\.anchor))
    var result = diagnostics
    for (index, corrections) in corrections {
      guard let place = result[index].place else { continue }
      let places = [place] + (repetitions[index]?.places ?? [])
      let isShared = Self.isShared(places, anchors)
      result[index].fixes = corrector.fixes(corrections, at: places, isShared: isShared)
    }
    for (index, others) in repetitions { Self.gather(others.places, in: &result[index]) }
    return Self.sort(result) + [omission].compactMap { $0 }
  }

  /// Whether one of `places` is within an anchor: what is marked so stands in other places too,
  /// where it may be right. Very many are not looked at, and taken to be.
  private static func isShared(_ places: [Place], _ anchors: Set<Place>) -> Bool {
    guard anchors.count * places.count <= 1_000_000 else { return true }
    return places.contains { place in anchors.contains { $0.contains(place) } }
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
