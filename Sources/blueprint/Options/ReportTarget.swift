import ArgumentParser

/// A report that a command writes besides its result: a form, and where it goes.
struct ReportTarget: Sendable, Hashable {
  /// The forms.
  enum Form: String, CaseIterable, Sendable { case sarif, junit, github, md }

  let form: Form
  /// The file; nil for the form's stream. `-` is standard output.
  let path: String?
}

/// The value of one `--report`: `sarif=F,github`.
struct ReportTargets: ExpressibleByArgument, Sendable {
  let targets: [ReportTarget]

  init?(argument: String) {
    var targets: [ReportTarget] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let form = ReportTarget.Form(rawValue: String(pair[0])) else { return nil }
      let path = pair.count == 2 ? String(pair[1]) : nil
      // Only what the runner reads from the stream has a place to go without a file.
      guard path != "", path != nil || form == .github else { return nil }
      targets.append(ReportTarget(form: form, path: path))
    }
    self.targets = targets
  }
}
