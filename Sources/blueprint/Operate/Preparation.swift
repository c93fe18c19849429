import BlueprintCompiler
import BlueprintModel

/// What an operation knows before it touches anything.
struct Prepared {
  /// Where the project's state is.
  let workspace: Workspace
  /// The deployment's name.
  let deployment: String
  /// Compiles the blueprint; nil for operations that need none.
  let compilation: Compilation?

  /// The context for planning, from the deployment as it is now.
  func context(
    _ request: OperationRequest
  ) async throws(CommandFailure) -> (PlanningContext, SecretVault) {
    let state = try await workspace.state(of: deployment)
    var vault = try await workspace.vault(of: deployment)
    let included = try included(request.run.included, in: state)
    var counts = state.revision?.counts ?? [:]
    for group in try compilation?.groupsCountedByGivenInputs() ?? [] { counts[group] = nil }
    for (group, count) in request.counts { counts[group] = .integer(count) }
    var application: Application?
    if let compilation {
      var kept = compilation.keeping(state.revision, counts: counts)
      let inputs = state.revision?.inputs ?? [:]
      let required = try kept.requiredDeployments(remembered: inputs, secrets: vault.values)
      kept.requirements = try await outputs(of: required)
      let compiled = try kept.application(remembered: inputs, secrets: vault.values)
      vault.take(compiled.secrets, from: "an input", at: workspace.surroundings.now)
      application = compiled
    }
    let inputs = try application.flatMap { application throws(CommandFailure) in
      try request.action?.inputs(for: application, workspace.surroundings)
    }
    vault.take(
      inputs?.secrets ?? [:], from: "an action's input", at: workspace.surroundings.now)
    let context = PlanningContext(
      application: application, state: state,
      planner: Planner(
        state: state, fingerprints: vault.fingerprints,
        artifacts: "\(workspace.directory)/artifacts/\(state.name)"),
      workspace: workspace, counts: counts, included: included, actionInputs: inputs)
    return (context, vault)
  }

  /// The outputs of those of `deployments` that there are; nil if none is asked for.
  private func outputs(
    of deployments: [String]
  ) async throws(CommandFailure) -> [String: ValueMap]? {
    guard !deployments.isEmpty else { return nil }
    var found: [String: ValueMap] = [:]
    for name in deployments {
      let state = try await workspace.state(of: name)
      guard state.revision != nil else { continue }
      let outputs: [(String, Value)] = state.outputs.map { ($0.name, $0.value) }
      found[name] = ValueMap(outputs)
    }
    return found
  }

  /// The addresses that `--include` names, which must be there: a misspelt one would protect
  /// what was meant.
  private func included(
    _ names: [String], in state: DeploymentState
  ) throws(CommandFailure) -> Set<ResourceAddress> {
    let addresses = names.map { ResourceAddress($0) }
    for address in addresses where state.resources[address] == nil {
      let protected = state.resources.values.filter(\.protect).map { "`\($0.address)`" }.sorted()
      throw CommandFailure(
        .notFound, code: "BP0943", "`--include \(address)`: `\(state.name)` has no such resource",
        help: [
          protected.isEmpty
            ? "nothing of it is protected" : "protected: \(protected.joined(separator: ", "))"
        ])
    }
    return Set(addresses)
  }
}

/// Opens what an operation needs, after everything that needs no state has been checked.
struct Preparation {
  let request: OperationRequest
  let surroundings: Surroundings

  /// Opens the workspace. Without a state directory yet, the blueprint is compiled first, so
  /// that a bad one leaves nothing behind.
  func prepare(needsBlueprint: Bool) async throws(CommandFailure) -> Prepared {
    let file = try blueprint(needed: needsBlueprint)
    let beside = file?.directory ?? "."
    let path = Workspace.path(request.common, beside: beside, surroundings)
    let outline = file.map { BlueprintOutline(of: $0.source) }
    let compilation = file.map {
      Compilation(
        file: $0, options: request.inputs, counts: request.counts, surroundings: surroundings,
        outline: outline, reports: ReportWriter(request.common, surroundings))
    }
    var needed = needsBlueprint ? compilation : nil
    // What the compiler has to say of a blueprint without a name is more than that it has none.
    if outline?.name == nil { needed = try needed?.checked() }
    if !Files.exists("\(path)/state.db") {
      needed = try needed?.answered().checked()
      guard needed != nil else {
        throw CommandFailure(
          .notFound, code: "BP0926", "there is no state in `\(path)`: nothing was deployed from it",
          help: ["name the right directory with --state-dir"])
      }
    }
    let deployment = try DeploymentName.named(request.common, outline)
    return Prepared(
      workspace: try await Workspace.open(path, surroundings), deployment: deployment,
      compilation: needed)
  }

  private func blueprint(needed: Bool) throws(CommandFailure) -> BlueprintFile? {
    if needed || request.common.deployment == nil {
      return try BlueprintFile(options: request.common)
    }
    do { return try BlueprintFile(options: request.common) } catch { return nil }
  }
}

extension Compilation {
  /// The machine groups whose count is an input that this command gives: it wins over a count
  /// that `scale` set earlier.
  func groupsCountedByGivenInputs() throws(CommandFailure) -> [String] {
    let sources = InputSources(
      options: options, surroundings: surroundings, remembered: [:], rememberedSecrets: [:])
    let given = Set(try sources.gather().filter { $0.origin != .environment }.map(\.name))
    guard !given.isEmpty else { return [] }
    let outline = outline ?? BlueprintOutline(of: file.source)
    return outline.countInputs.filter { given.contains($0.value) }.map(\.key)
  }

  /// This compilation with the counts `kept`, and the profiles of the deployment's `revision`
  /// unless others are named.
  func keeping(_ revision: Revision?, counts kept: ValueMap) -> Compilation {
    var options = options
    if options.profile.isEmpty { options.profile = revision?.profiles ?? [] }
    let counts = Dictionary(
      uniqueKeysWithValues: kept.compactMap { entry in
        entry.value.integer.map { (entry.key, $0) }
      })
    if options.profile == self.options.profile && counts == self.counts { return self }
    return Compilation(
      file: file, options: options, counts: counts, surroundings: surroundings,
      outline: outline, reports: reports, answers: answers)
  }
}
