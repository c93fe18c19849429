import BlueprintCompiler
import BlueprintModel

/// Checks one blueprint, without a profile, with those that were chosen, or with each in turn.
struct BlueprintCheck {
  let file: BlueprintFile
  let options: InputOptions
  let allProfiles: Bool
  let given: [GivenInput]
  let manifests: [ProviderManifest]

  /// What was found.
  struct Finding {
    var diagnostics: [Diagnostic]
    var sources: [Source]
    /// Inputs that a deploy must be given.
    var missingInputs: [String]
  }

  /// What is to be said of the blueprint; texts among `changed` take the place of the files'.
  /// At most `limit` errors and as many warnings are told of.
  func check(
    _ changed: [String: Source] = [:], limit: Int = CompileRequest.usualDiagnosticLimit
  ) -> Finding {
    var findings: [ProfileFindings.Finding] = []
    var sources: [Source] = []
    var missing: [String] = []
    for profile in profiles(changed) {
      let result = compile(profile, changed, limit)
      findings.append((profile, result.diagnosticsBesidesMissingInputs))
      let known = Set(sources.map(\.name))
      sources += result.sources.filter { !known.contains($0.name) }
      missing += result.missingInputs.map(\.name).filter { !missing.contains($0) }
    }
    let diagnostics =
      allProfiles ? ProfileFindings.merged(findings) : findings.flatMap(\.diagnostics)
    return Finding(diagnostics: diagnostics, sources: sources, missingInputs: missing)
  }

  private func profiles(_ changed: [String: Source]) -> [String?] {
    guard allProfiles else { return [nil] }
    let names = BlueprintOutline(of: changed[file.path] ?? file.source).profiles
    return [nil] + names.map(Optional.some)
  }

  private func compile(
    _ profile: String?, _ changed: [String: Source], _ limit: Int
  ) -> CompileResult {
    let file = file
    var request = CompileRequest(
      source: changed[file.path] ?? file.source,
      fileReader: { path throws(FileReadFailure) in try file.read(path) },
      profiles: profile.map { [$0] } ?? options.profile, givenInputs: given,
      manifests: manifests)
    request.replacements = changed
    request.diagnosticLimit = limit
    return Compiler.compile(request)
  }
}
