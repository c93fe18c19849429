import BlueprintCompiler
import BlueprintModel

/// Compiles a command's blueprint, and asks for missing inputs where a person can answer.
struct Compilation {
  let file: BlueprintFile
  let options: InputOptions
  let counts: [String: Int]
  let surroundings: Surroundings

  /// The outline of the file, if it was made already.
  var outline: BlueprintOutline?
  /// Writes the reports that were asked for; nil for none.
  var reports: ReportWriter?

  /// What compiling gave, and what was given then.
  private(set) var earlier: (given: [GivenInput], result: CompileResult)?

  /// The outputs of the deployments that the blueprint requires; nil if nobody looked.
  var requirements: [String: ValueMap]?

  /// What a person answered when asked for inputs that had no value.
  var answers: [GivenInput] = []

  /// The application that the blueprint describes.
  ///
  /// - Parameters:
  ///   - remembered: inputs given for the deployment earlier.
  ///   - secrets: the deployment's secrets.
  func application(
    remembered: ValueMap = [:], secrets: [String: Value] = [:]
  ) throws(CommandFailure) -> Application {
    let result = try answered(remembered: remembered, secrets: secrets)
      .result(remembered, secrets)
    guard let application = result.application, !result.diagnostics.hasErrors else {
      throw failure(result)
    }
    try report(result)
    DiagnosticPrinter(surroundings: surroundings, sources: result.sources)
      .show(result.diagnostics)
    return application
  }

  /// The application as far as it goes where inputs have no value yet.
  func sketch(
    remembered: ValueMap, secrets: [String: Value]
  ) throws(CommandFailure) -> Application {
    var result = try result(remembered, secrets)
    result.diagnostics = result.diagnosticsBesidesMissingInputs
    guard let sketch = result.sketch else { throw failure(result) }
    try report(result)
    DiagnosticPrinter(surroundings: surroundings, sources: result.sources)
      .show(result.diagnostics)
    return sketch
  }

  /// The deployments that the blueprint requires; none after a mistake, which ``application``
  /// tells.
  func requiredDeployments(
    remembered: ValueMap, secrets: [String: Value]
  ) throws(CommandFailure) -> [String] {
    try result(remembered, secrets).application?.requirements.map(\.deployment) ?? []
  }

  /// This compilation with answers for the inputs that have no value, where somebody can be
  /// asked. Nobody is asked twice.
  func answered(
    remembered: ValueMap = [:], secrets: [String: Value] = [:]
  ) throws(CommandFailure) -> Compilation {
    guard surroundings.console.isInteractive else { return self }
    var complete = self
    complete.answers += try Self.ask(
      for: try result(remembered, secrets).missingInputs, surroundings.console)
    return complete
  }

  /// This compilation, which remembers what it gave, or, with its mistakes told, a failure if
  /// the blueprint has any. Warnings are left for later.
  func checked() throws(CommandFailure) -> Compilation {
    let given = try given([:], [:])
    let result = try compile(given)
    guard !result.diagnostics.hasErrors else { throw failure(result) }
    var checked = self
    checked.earlier = (given, result)
    // The tree of a large blueprint is not kept in memory while it is planned.
    checked.outline = nil
    return checked
  }

  private func report(_ result: CompileResult) throws(CommandFailure) {
    try reports?.write([
      CheckReport.Subject(
        file: file.path, diagnostics: result.diagnostics, sources: result.sources)
    ])
  }

  /// The failure that the mistakes in `result` are, after they were reported.
  private func failure(_ result: CompileResult) -> CommandFailure {
    var failure = CommandFailure(.invalid, result.diagnostics, sources: result.sources)
    do throws(CommandFailure) { try report(result) } catch {
      failure.diagnostics += error.diagnostics
    }
    return failure
  }

  private func result(
    _ remembered: ValueMap, _ secrets: [String: Value]
  ) throws(CommandFailure) -> CompileResult {
    let given = try given(remembered, secrets)
    if let earlier, earlier.given == given, requirements == nil { return earlier.result }
    return try compile(given)
  }

  private func given(
    _ remembered: ValueMap, _ secrets: [String: Value]
  ) throws(CommandFailure) -> [GivenInput] {
    let sources = InputSources(
      options: options, surroundings: surroundings, remembered: remembered,
      rememberedSecrets: secrets)
    return try sources.gather() + answers
  }

  /// What compiling with the inputs `given` gives, whatever it is.
  func compile(_ given: [GivenInput]) throws(CommandFailure) -> CompileResult {
    let file = file
    let request = CompileRequest(
      source: file.source, outline: outline,
      fileReader: { path throws(FileReadFailure) in try file.read(path) },
      profiles: options.profile, givenInputs: given, counts: counts,
      requirements: requirements,
      manifests: try BundledProvider.manifests())
    return Compiler.compile(request)
  }

  /// What a person answers when asked for inputs.
  static func ask(
    for missing: [MissingInput], _ console: Console
  ) throws(CommandFailure) -> [GivenInput] {
    var answers: [GivenInput] = []
    for input in missing {
      let about = input.description.isEmpty ? "" : " (\(input.description))"
      let question = "\(input.name)\(about), \(input.type): "
      let answer = input.isSecret ? console.askHidden(question) : console.ask(question)
      guard let answer else { throw CommandFailure(.declined) }
      answers.append(GivenInput(input.name, .text(answer), origin: .variable))
    }
    return answers
  }
}
