import BlueprintCompiler
import BlueprintExpressions
import BlueprintModel

/// What holds for every blueprint: it is compiled to the same twice, exactly what has no error
/// becomes an application, what is said is about the text, and what is compiled can be shown.
struct CompileLaw {
  /// The most instances of an application that is planned and drawn here.
  private static let planLimit = 60

  private let project: ProjectText
  private let subject: LawSubject

  init(_ project: ProjectText, _ subject: LawSubject) {
    self.project = project
    self.subject = subject
  }

  var breaches: [String] {
    let profiles = project.profiles
    var found = breaches(with: [])
    if !profiles.isEmpty, profiles.count < 8 { found += breaches(with: profiles) }
    return found
  }

  private func breaches(with profiles: [String]) -> [String] {
    let result = project.compiled(by: subject, profiles: profiles)
    let again = project.compiled(by: subject, profiles: profiles)
    var found = DiagnosticLaw(result.sources).breaches(by: result.diagnostics)
    if result.diagnostics != again.diagnostics {
      found.append("the diagnostics differ the second time")
    }
    if (result.application == nil) != result.diagnostics.hasErrors {
      found.append("there is an application with errors, or neither")
    }
    found += reports(of: result)
    guard let application = result.application else { return found }
    if application.json.canonicalJSON != again.application?.json.canonicalJSON {
      found.append("the application differs the second time")
    }
    return found + shown(application)
  }

  private func reports(of result: CompileResult) -> [String] {
    guard !result.diagnostics.isEmpty else { return [] }
    let text = DiagnosticRenderer(sources: result.sources).text(of: result.diagnostics)
    let report = CheckReport(
      subjects: [
        CheckReport.Subject(
          file: ProjectText.blueprint, diagnostics: result.diagnostics, sources: result.sources)
      ], programVersion: "1.0.0", directory: "/work")
    let forms = [text, report.sarif, report.githubCommands.joined(), report.junit, report.markdown]
    return forms.contains(where: \.isEmpty) ? ["a report says nothing"] : []
  }

  private func shown(_ application: Application) -> [String] {
    let instances = application.machines.reduce(0) { $0 + min($1.count ?? 1, Self.planLimit) }
    guard instances * (1 + application.services.count) <= Self.planLimit else { return [] }
    _ = Diagram(application).mermaid
    let planner = Planner(state: DeploymentState(name: "law"))
    do {
      let plan = try planner.converge(to: application, operation: Operation(.deploy))
      let again = try planner.converge(to: application, operation: Operation(.deploy))
      let isSame = plan.json.canonicalJSON == again.json.canonicalJSON
      return isSame ? [] : ["the plan differs the second time"]
    } catch {
      let faults = error.diagnostics.filter { $0.code == "BP0999" || $0.message.isEmpty }
      return faults.map { "planning fails: \($0.message)" }
    }
  }
}
