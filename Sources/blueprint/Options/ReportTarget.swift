import ArgumentParser

/// A report that a command writes besides its result: a form, and where it goes.
struct ReportTarget: Sendable, Hashable {
  /// The forms.
  enum Form: String, CaseIterable, Sendable {
    case sarif, junit, github, md
    /// A page about a run.
    case html
    /// The picture of a run's time.
    case svg
  }

  let form: Form
  /// The file; nil for the form's stream. `-` is standard output.
  let path: String?

  /// Whether it is about a run, not about a blueprint.
  var isOfRun: Bool { form == .html || form == .svg }
}

/// The value of one `--report`: `sarif=F,github`, or the name of a file whose end tells the form.
struct ReportTargets: ExpressibleByArgument, Sendable {
  let targets: [ReportTarget]

  init?(argument: String) {
    var targets: [ReportTarget] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 1, let form = Self.form(ofFile: part) {
        targets.append(ReportTarget(form: form, path: String(part)))
        continue
      }
      guard let form = ReportTarget.Form(rawValue: String(pair[0])) else { return nil }
      let path = pair.count == 2 ? String(pair[1]) : nil
      // Only what the runner reads from the stream has a place to go without a file.
      guard path != "", path != nil || form == .github else { return nil }
      targets.append(ReportTarget(form: form, path: path))
    }
    self.targets = targets
  }

  private static func form(ofFile name: Substring) -> ReportTarget.Form? {
    [ReportTarget.Form.html, .svg].first { name.hasSuffix(".\($0.rawValue)") }
  }
}

extension CommonOptions {
  /// The reports about a blueprint that are asked for.
  var checkReports: [ReportTarget] { report.flatMap(\.targets).filter { !$0.isOfRun } }
  /// The reports about a run that are asked for.
  var runReports: [ReportTarget] { report.flatMap(\.targets).filter(\.isOfRun) }
}
