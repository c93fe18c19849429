import BlueprintModel

/// A YAML file read as plain values: input files and plugin manifests.
public enum YAMLDocument {
  /// The content of `source`, or nil with the mistakes in it. Plain scalars have the types of the
  /// language's cut of YAML; everything else is text.
  public static func value(of source: Source) -> (value: Value?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog()
    let value = YAMLParser.parse(source, log: log).map { convert($0.root) }
    return (log.hasErrors ? nil : value, log.sorted)
  }

  static func convert(_ node: YAMLNode) -> Value {
    switch node.kind {
    case .list: return .list(node.elements.map(convert))
    case .map: return .map(ValueMap(node.entries.map { ($0.key.text, convert($0.value)) }))
    case .scalar:
      switch node.scalar {
      case .null: return .null
      case .boolean(let flag): return .boolean(flag)
      case .integer(let number): return .integer(number)
      case .number(let number): return .number(number)
      default: return .string(node.text)
      }
    }
  }
}

extension ProviderManifest {
  /// The manifest in the text of a `plugin.yaml`.
  public init(yaml text: String) throws(JSONShapeError) {
    let (value, diagnostics) = YAMLDocument.value(of: Source(name: "plugin.yaml", text: text))
    guard let value else {
      throw JSONShapeError(diagnostics.first?.message ?? "the file is empty")
    }
    try self.init(json: value)
  }
}

extension GivenInput {
  /// The inputs in a file given with `--var-file`, or the mistakes in it.
  public static func read(from source: Source) -> (inputs: [GivenInput], diagnostics: [Diagnostic])
  {
    let (value, diagnostics) = YAMLDocument.value(of: source)
    guard let value else { return ([], diagnostics) }
    guard let entries = value.map else {
      let start = SourcePosition(line: 1, column: 1)
      let place = Place(file: source.name, range: SourceRange(start: start, end: start))
      let mistake = Diagnostic(
        code: "BP0931", "an input file is a map of names to values, not a \(value.kind)",
        at: place)
      return ([], [mistake])
    }
    let inputs = entries.map {
      GivenInput($0.key, .value($0.value), origin: .variableFile(source.name))
    }
    return (inputs, diagnostics)
  }
}
