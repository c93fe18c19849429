import BlueprintExpressions
import BlueprintModel

/// What there is to say about one blueprint while it is being written: its diagnostics, and what
/// its names stand for.
public struct Analysis: Sendable {
  /// The blueprint's file, as places name it.
  public let file: String
  /// What there is to say, also about the files that it imports and uses; inputs that have no value
  /// yet are no mistake.
  public let diagnostics: [Diagnostic]
  /// All files that were read, the blueprint first.
  public let files: [String]
  /// What names stand for.
  public let index: SymbolIndex
  /// Whether the text could be read, at least without a few of its lines.
  public let isReadable: Bool
  /// The files of which lines were left out, since they are no YAML.
  public let damagedFiles: [String]

  /// Analyses the blueprint of `request`. A text that cannot be read at all keeps the names of
  /// `earlier`.
  public init(
    of request: CompileRequest, schema: LanguageSchema, earlier: Analysis? = nil
  ) {
    file = request.source.name
    let run = Compiler.run(request)
    diagnostics = run.result.diagnosticsBesidesMissingInputs
    guard let document = DocumentTree(request.source) else {
      index = earlier?.index ?? SymbolIndex()
      files = [file] + run.library.sources.map(\.name)
      isReadable = false
      damagedFiles = [file]
      return
    }
    var builder = IndexBuilder(
      schema: schema, library: run.library, constants: run.resolution?.binder.constants ?? [:])
    builder.build(document)
    if let resolution = run.resolution {
      builder.index.describe(by: resolution, run.result.application, in: file)
    }
    index = builder.index
    files = [file] + run.library.sources.map(\.name)
    isReadable = true
    damagedFiles = builder.documents.filter { !$0.value.isWhole }.map(\.key).sorted()
  }
}

extension SymbolIndex {
  /// Adds what the compilation knows of the names of `file`.
  fileprivate mutating func describe(
    by resolution: Resolver.Resolution, _ application: Application?, in file: String
  ) {
    let symbols = resolution.binder.symbols
    for declaration in declarations
    where declaration.symbol.file == file && declaration.symbol.owner.isEmpty {
      let name = declaration.symbol.name
      change(declaration.symbol) { declaration in
        switch declaration.symbol.kind {
        case .input:
          declaration.value = resolution.value("inputs", name, symbols.inputs[name]?.content)
        case .local:
          let type = symbols.locals[name]?.content
          declaration.type = type?.description ?? ""
          declaration.isSecret = type?.holdsSecret ?? false
          declaration.value = resolution.value("locals", name, type)
        case .machine: declaration.count = symbols.machines[name]?.content.number
        case .service: declaration.count = symbols.count(ofService: name).number
        case .output:
          declaration.value =
            application?.outputs.first { $0.name == name }?.value.literal
        default: break
        }
      }
    }
  }
}

extension Resolver.Resolution {
  /// The value of `name` below `root` where it is known and no secret.
  fileprivate func value(_ root: String, _ name: String, _ type: ExpressionType?) -> Value? {
    guard let type, !type.holdsSecret else { return nil }
    return try? binder.constants[root]?.value(at: [.key(name)]).literal
  }
}

extension SymbolTable.Count {
  /// How many instances; nil for a single one, and where that is not known.
  fileprivate var number: Int? {
    guard case .indexed(let count) = self else { return nil }
    return count
  }
}
