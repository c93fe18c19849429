import BlueprintModel

/// Turns an author's text into an application. Names the passes, and nothing else.
public enum Compiler {
  /// The application that `request` describes, and everything that is wrong with it.
  public static func compile(_ request: CompileRequest) -> CompileResult {
    let log = DiagnosticLog()
    let library = FileLibrary(besides: request.source, reader: request.fileReader)
    var result = CompileResult(
      application: nil, diagnostics: [], missingInputs: [], sources: [request.source])
    if let parsed = YAMLParser.parse(request.source, log: log) {
      let merged = ProfileMerger.merge(request.profiles, into: parsed, log: log)
      let blueprint = BlueprintDecoder(log: log).decode(merged.root)
      let resolver = Resolver(request: request, library: library, log: log)
      let resolution = resolver.resolve(blueprint)
      ProviderChecker(manifests: request.manifests, log: log).check(blueprint, resolution)
      result.missingInputs = resolution.missingInputs
      if !log.hasErrors { result.application = resolution.application }
    }
    result.diagnostics = log.sorted
    result.sources += library.sources
    return result
  }
}
