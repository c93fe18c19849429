/// A compilation with what its passes found on the way.
struct CompilerRun {
  /// What the compilation gives.
  private(set) var result: CompileResult
  /// Nil if the blueprint could not be read.
  private(set) var resolution: Resolver.Resolution?
  /// The files that were read.
  let library: FileLibrary

  /// A compilation of which nothing is known yet.
  init(_ request: CompileRequest) {
    library = FileLibrary(
      besides: request.source, reader: request.fileReader, replacements: request.replacements)
    result = CompileResult(
      application: nil, diagnostics: [], missingInputs: [], sources: [request.source])
  }

  /// Takes the application, as far as the mistakes in `log` let it count.
  mutating func take(_ resolution: Resolver.Resolution, _ log: DiagnosticLog) {
    let application = resolution.application
    self.resolution = resolution
    result.missingInputs = resolution.missingInputs
    result.actions = application.actions
    if !log.hasErrors { result.application = application }
    if !log.hasErrorsBesidesMissingInputs { result.sketch = application }
  }

  /// Takes what there is to say.
  mutating func finish(_ log: DiagnosticLog) {
    result.sources += library.sources
    result.diagnostics = log.sorted(fixedIn: result.sources)
  }
}
