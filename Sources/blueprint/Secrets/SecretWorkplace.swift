import BlueprintCompiler
import BlueprintModel

/// A deployment as the commands for its secrets see it; it need not have been deployed.
struct SecretWorkplace {
  let workspace: Workspace
  let deployment: String
  /// The blueprint, if there is one in reach.
  let blueprint: BlueprintFile?
  /// The secret inputs that the blueprint declares.
  let declared: [BlueprintOutline.SecretInput]

  /// Opens it.
  ///
  /// - Parameter makesState: whether a state directory is made where there is none.
  static func open(
    _ common: CommonOptions, makesState: Bool, _ surroundings: Surroundings
  ) async throws(CommandFailure) -> SecretWorkplace {
    let file = try blueprint(common)
    let outline = file.map { BlueprintOutline(of: $0.source) }
    let deployment = try DeploymentName.named(common, outline)
    let path = Workspace.path(common, beside: file?.directory ?? ".", surroundings)
    guard makesState || Files.exists("\(path)/state.db") else {
      throw CommandFailure(
        .notFound, code: "BP0926", "there is no state in `\(path)`: no secret was set there",
        help: [
          "name the right directory with --state-dir", "or set one: blueprint secret set NAME",
        ])
    }
    return SecretWorkplace(
      workspace: try await Workspace.open(path, surroundings), deployment: deployment,
      blueprint: file, declared: outline?.secretInputs ?? [])
  }

  private static func blueprint(_ common: CommonOptions) throws(CommandFailure) -> BlueprintFile? {
    if common.deployment == nil || common.file != nil { return try BlueprintFile(options: common) }
    do { return try BlueprintFile(options: common) } catch { return nil }
  }

  /// The typed value that the blueprint makes of `text`, which was given in `origin`, for the secret
  /// input `name`.
  ///
  /// - Throws: what is wrong with it: no such input, no secret, another type, beyond its limits.
  func checked(
    _ text: String, from origin: String, for name: String, inputs: InputOptions
  ) throws(CommandFailure) -> Value {
    guard let blueprint else { return .string(text) }
    let compilation = Compilation(
      file: blueprint, options: inputs, counts: [:], surroundings: workspace.surroundings)
    let result = try compilation.compile([
      GivenInput(name, .text(text), origin: .variableFile(origin))
    ])
    let mistakes = result.diagnosticsBesidesMissingInputs
    guard !mistakes.hasErrors, let sketch = result.sketch else {
      throw CommandFailure(.invalid, mistakes, sources: result.sources)
    }
    guard let value = sketch.secrets[name] else {
      throw CommandFailure(
        .invalid, code: "BP0720", "the input `\(name)` is no secret",
        help: [
          "write `secret: true` in its declaration", "or give it to a deploy: --var \(name)=…",
        ])
    }
    return value
  }
}
