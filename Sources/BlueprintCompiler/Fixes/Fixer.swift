import BlueprintModel

/// Applies the sure fixes of a check, checks again, and goes on until none is left. A fix that
/// brings a new mistake is taken back.
public struct Fixer {
  /// What was found in texts, of which those that are changed come from `changed`, by name.
  public typealias Check = (_ changed: [String: Source]) -> (
    diagnostics: [Diagnostic], sources: [Source]
  )

  /// A fix that was applied.
  public struct Applied: Sendable, Hashable {
    /// What it mended, with its place in the text before.
    public var diagnostic: Diagnostic
    /// What was done.
    public var fix: Fix
  }

  /// What came of it.
  public struct Outcome: Sendable {
    /// The fixes in the order of their application.
    public var applied: [Applied] = []
    /// The texts that changed, by name.
    public var changed: [String: Source] = [:]
    /// What is left to say.
    public var diagnostics: [Diagnostic]
    /// All texts as they are now.
    public var sources: [Source]
  }

  /// Mending one mistake can show another, but not for ever.
  private static let rounds = 50

  private let check: Check
  private var refused: Set<Fix> = []
  private var outcome: Outcome

  /// What `check` finds after everything that is surely meant has been done.
  public static func fix(_ check: @escaping Check) -> Outcome {
    var fixer = Fixer(check: check)
    for _ in 0..<rounds {
      let candidates = fixer.candidates()
      if candidates.isEmpty { break }
      fixer.apply(candidates)
    }
    return fixer.outcome
  }

  private init(check: @escaping Check) {
    self.check = check
    let first = check([:])
    outcome = Outcome(diagnostics: first.diagnostics, sources: first.sources)
  }

  /// The sure fixes of what is wrong now, without those that touch the same text as one before.
  private func candidates() -> [Applied] {
    var found: [Applied] = []
    var taken: [Place] = []
    for diagnostic in outcome.diagnostics {
      guard let fix = diagnostic.fixes.first(where: \.isMachineApplicable),
        !refused.contains(fix)
      else { continue }
      let places = fix.edits.map(\.place)
      guard !places.contains(where: { place in taken.contains { $0.touches(place) } }) else {
        continue
      }
      taken += places
      found.append(Applied(diagnostic: diagnostic, fix: fix))
    }
    return found
  }

  /// Applies all of `candidates`; if that does harm, the good ones of each half.
  private mutating func apply(_ candidates: [Applied]) {
    if attempt(candidates) { return }
    guard candidates.count > 1 else {
      refused.formUnion(candidates.map(\.fix))
      return
    }
    // The places of the later half hold only until the first half is applied.
    apply(Array(candidates.prefix(candidates.count / 2)))
  }

  private mutating func attempt(_ candidates: [Applied]) -> Bool {
    var changed = outcome.changed
    let edits = candidates.flatMap(\.fix.edits)
    for name in Set(edits.map(\.place.file)) {
      guard let source = outcome.sources.first(where: { $0.name == name }),
        let text = source.applying(edits)
      else { return false }
      changed[name] = text
    }
    let after = check(changed)
    guard isBetter(after.diagnostics, candidates) else { return false }
    outcome.applied += candidates
    outcome.changed = changed
    outcome.diagnostics = after.diagnostics
    outcome.sources = after.sources
    return true
  }

  /// Whether what `candidates` are about is no longer said, and the text can still be read. What
  /// was hidden behind a mistake may come to light: a key that is known at last has a value.
  private func isBetter(_ after: [Diagnostic], _ candidates: [Applied]) -> Bool {
    var wanted = Self.counts(outcome.diagnostics)
    for candidate in candidates { wanted[Said(candidate.diagnostic), default: 0] -= 1 }
    let found = Self.counts(after)
    let isGone = candidates.allSatisfy { candidate in
      let said = Said(candidate.diagnostic)
      return found[said, default: 0] <= wanted[said, default: 0]
    }
    let isReadable = found.keys.allSatisfy { !$0.isAboutSyntax || wanted[$0] != nil }
    return isGone && isReadable
  }

  private static func counts(_ diagnostics: [Diagnostic]) -> [Said: Int] {
    diagnostics.reduce(into: [:]) { $0[Said($1), default: 0] += 1 }
  }

  /// What a diagnostic says, wherever it stands: edits move what follows them.
  private struct Said: Hashable {
    let code: String
    let message: String
    var isAboutSyntax: Bool { code.hasPrefix("BP00") }

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code
      message = diagnostic.message
    }
  }
}

extension Place {
  /// Whether the places share text, or one ends where the other begins.
  fileprivate func touches(_ other: Place) -> Bool {
    file == other.file && range.start <= other.range.end && other.range.start <= range.end
  }
}
