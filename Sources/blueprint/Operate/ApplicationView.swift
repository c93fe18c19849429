import BlueprintCompiler
import BlueprintModel

/// The blueprint as the commands that only look see it: compiled with what the deployment
/// remembers, if there is one. Makes no state directory.
struct ApplicationView {
  let common: CommonOptions
  let inputs: InputOptions
  let surroundings: Surroundings

  /// The application, complete; missing inputs are asked for, or are an error.
  func application() async throws(CommandFailure) -> Application {
    let known = try await known()
    return try known.compilation.application(remembered: known.inputs, secrets: known.secrets)
  }

  /// The application as far as it goes: inputs may be missing.
  func sketch() async throws(CommandFailure) -> Application {
    let known = try await known()
    return try known.compilation.sketch(remembered: known.inputs, secrets: known.secrets)
  }

  private struct Known {
    var compilation: Compilation
    var inputs: ValueMap = [:]
    var secrets: [String: Value] = [:]
  }

  private func known() async throws(CommandFailure) -> Known {
    let file = try BlueprintFile(options: common)
    let compilation = Compilation(
      file: file, options: inputs, counts: [:], surroundings: surroundings)
    let path = Workspace.path(common, beside: file.directory, surroundings)
    let name = common.deployment ?? BlueprintOutline(of: file.source).name
    guard let name, Files.exists("\(path)/state.db") else { return Known(compilation: compilation) }
    let workspace = try await Workspace.open(path, surroundings)
    let state = try await workspace.state(of: name)
    let vault = try await workspace.vault(of: name)
    guard let revision = state.revision else {
      return Known(compilation: compilation, secrets: vault.values)
    }
    var counts = revision.counts
    for group in try compilation.groupsCountedByGivenInputs() { counts[group] = nil }
    return Known(
      compilation: compilation.keeping(revision, counts: counts), inputs: revision.inputs,
      secrets: vault.values)
  }
}
