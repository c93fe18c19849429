import BlueprintCompiler
import BlueprintModel

/// What holds for every blueprint that is mended: mending ends, a second time there is nothing left
/// to mend, and no mistake in the syntax comes in.
struct FixLaw {
  private let project: ProjectText
  private let subject: LawSubject

  init(_ project: ProjectText, _ subject: LawSubject) {
    self.project = project
    self.subject = subject
  }

  var breaches: [String] {
    let outcome = fixed(from: [:])
    guard !outcome.applied.isEmpty else { return [] }
    var found = DiagnosticLaw(outcome.sources).breaches(by: outcome.diagnostics)
    if outcome.changed.isEmpty { found.append("fixes were applied, but no text changed") }
    if outcome.diagnostics.contains(where: { $0.code.hasPrefix("BP00") && isNew($0) }) {
      found.append("a fix broke the syntax")
    }
    let again = fixed(from: outcome.changed)
    if !again.applied.isEmpty {
      found.append("there is more to fix the second time: \(again.applied.map(\.fix.title))")
    }
    return found
  }

  private func fixed(from start: [String: Source]) -> Fixer.Outcome {
    subject.fix { changed in
      let result = project.compiled(by: subject, changed: start.merging(changed) { $1 })
      return (result.diagnostics, result.sources)
    }
  }

  private func isNew(_ diagnostic: Diagnostic) -> Bool {
    let before = project.compiled(by: subject).diagnostics
    return !before.contains { $0.code == diagnostic.code && $0.message == diagnostic.message }
  }
}
