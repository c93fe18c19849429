import BlueprintModel

/// Puts together what compiling one blueprint under several profiles found, so that one mistake is
/// told of once, with the profiles under which it appears.
public enum ProfileFindings {
  /// What was found under a profile; without one, in the blueprint as it is.
  public typealias Finding = (profile: String?, diagnostics: [Diagnostic])

  /// What is the same wherever it is found: notes and fixes may differ.
  private struct Key: Hashable {
    let code: String
    let message: String
    let place: Place?

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code
      message = diagnostic.message
      place = diagnostic.place
    }
  }

  /// The diagnostics of all `findings`, by file and place. Those that the blueprint has without a
  /// profile are just what they are; the others tell their profiles.
  public static func merged(_ findings: [Finding]) -> [Diagnostic] {
    var order: [Diagnostic] = []
    var profiles: [Key: [String]] = [:]
    var plain: Set<Key> = []
    for finding in findings {
      for diagnostic in finding.diagnostics {
        let key = Key(diagnostic)
        if !plain.contains(key), profiles[key] == nil { order.append(diagnostic) }
        if let profile = finding.profile {
          profiles[key, default: []].append(profile)
        } else {
          plain.insert(key)
        }
      }
    }
    return DiagnosticLog.sort(
      order.map { diagnostic in
        let key = Key(diagnostic)
        guard !plain.contains(key), let names = profiles[key] else { return diagnostic }
        var marked = diagnostic
        marked.notes += note(names, besides: diagnostic.notes)
        return marked
      })
  }

  /// The note that names `profiles`; none for a single one that another note names.
  private static func note(
    _ profiles: [String], besides notes: [Diagnostic.Note]
  ) -> [Diagnostic.Note] {
    let names = profiles.map { "`\($0)`" }
    guard let last = names.last, names.count > 1 else {
      let phrase = "the profile \(names.joined())"
      return notes.contains { $0.message.hasSuffix(phrase) } ? [] : [.init("with \(phrase)")]
    }
    return [.init("with the profiles \(names.dropLast().joined(separator: ", ")) and \(last)")]
  }
}
