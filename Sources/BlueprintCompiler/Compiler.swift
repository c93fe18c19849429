import BlueprintModel

/// Turns an author's text into an application. Names the passes, and nothing else.
public enum Compiler {
  /// The application that `request` describes, and everything that is wrong with it.
  public static func compile(_ request: CompileRequest) -> CompileResult { run(request).result }

  /// ``compile(_:)`` with what the passes found on the way.
  static func run(_ request: CompileRequest) -> CompilerRun {
    let log = DiagnosticLog(limit: request.diagnosticLimit)
    var run = CompilerRun(request)
    if let parsed = request.outline?.tree ?? YAMLParser.parse(request.source, log: log),
      let composition = Composition(
        of: parsed, profiles: request.profiles, library: run.library, log: log)
    {
      let blueprint = BlueprintDecoder(log: log, imports: composition.imports)
        .decode(composition.tree, samples: composition.samples)
      let resolution = Resolver(request: request, library: run.library, log: log)
        .resolve(blueprint)
      Checker(manifests: request.manifests, log: log).check(blueprint, resolution)
      run.take(resolution, log)
    }
    run.finish(log)
    return run
  }
}
