import BlueprintCompiler
import BlueprintModel

/// Compiles a command's blueprint, and asks for missing inputs where a person can answer.
struct Compilation {
  let file: BlueprintFile
  let options: InputOptions
  let counts: [String: Int]
  let surroundings: Surroundings

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
    let printer = DiagnosticPrinter(surroundings: surroundings, sources: result.sources)
    printer.show(result.diagnostics)
    guard let application = result.application, !result.diagnostics.hasErrors else {
      throw CommandFailure(.invalid)
    }
    return application
  }

  /// This compilation with answers for the inputs that have no value, where somebody can be
  /// asked. Nobody is asked twice.
  func answered(
    remembered: ValueMap = [:], secrets: [String: Value] = [:]
  ) throws(CommandFailure) -> Compilation {
    guard surroundings.console.isInteractive else { return self }
    var complete = self
    complete.answers += try ask(for: try result(remembered, secrets).missingInputs)
    return complete
  }

  /// Throws, with its mistakes told, if the blueprint has any. Warnings are left for later.
  func requireValid() throws(CommandFailure) {
    let result = try result([:], [:])
    guard result.diagnostics.hasErrors else { return }
    DiagnosticPrinter(surroundings: surroundings, sources: result.sources)
      .show(result.diagnostics)
    throw CommandFailure(.invalid)
  }

  private func result(
    _ remembered: ValueMap, _ secrets: [String: Value]
  ) throws(CommandFailure) -> CompileResult {
    let sources = InputSources(
      options: options, surroundings: surroundings, remembered: remembered,
      rememberedSecrets: secrets)
    return try compile(try sources.gather() + answers)
  }

  /// The result of compiling with `given`, whatever it is.
  func compile(_ given: [GivenInput]) throws(CommandFailure) -> CompileResult {
    let file = file
    let request = CompileRequest(
      source: file.source,
      fileReader: { path throws(FileReadFailure) in try file.read(path) },
      profiles: options.profile, givenInputs: given, counts: counts,
      manifests: try BundledProvider.manifests())
    return Compiler.compile(request)
  }

  private func ask(for missing: [MissingInput]) throws(CommandFailure) -> [GivenInput] {
    let console = surroundings.console
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
