import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// Where the name at the place is declared, or the file that is named there.
  func definition(_ question: Question) -> Value {
    if let use = question.use, let declaration = question.declaration {
      let isImport = declaration.symbol.kind == .namespace
      if isImport, let file = importedFile(declaration.symbol, question) {
        return location(ofFile: file)
      }
      guard client.definitionLinks else { return location(of: declaration.place) }
      return [
        [
          "originSelectionRange": range(of: use.place).json,
          "targetUri": .string(workspace.uri(of: declaration.place.file)),
          "targetRange": range(of: declaration.extent).json,
          "targetSelectionRange": range(of: declaration.place).json,
        ]
      ]
    }
    for analysis in question.analyses {
      if let link = analysis.index.link(at: question.position, in: question.file) {
        return location(ofFile: link.file)
      }
    }
    return .null
  }

  private func importedFile(_ symbol: Symbol, _ question: Question) -> String? {
    for analysis in question.analyses {
      if let file = analysis.index.imports[symbol.file]?[symbol.name] { return file }
    }
    return nil
  }

  private func location(ofFile file: String) -> Value {
    let start = ClientPosition(line: 0, character: 0)
    return [
      "uri": .string(workspace.uri(of: file)),
      "range": ClientRange(start: start, end: start).json,
    ]
  }

  /// All places that name what the place names.
  mutating func references(_ question: Question, withDeclaration: Bool) -> Value {
    guard let symbol = question.use?.symbol else { return .list([]) }
    let uses = everyUse(of: symbol).filter { withDeclaration || !$0.isDeclaration }
    return .list(uses.map { location(of: $0.place) })
  }

  /// All places that name `symbol`, also in blueprints that are not open.
  mutating func everyUse(of symbol: Symbol) -> [NameUse] {
    Question.uses(of: symbol, in: workspace.allAnalyses(reading: symbol.file))
  }

  /// The places of the text that name what the place names.
  func highlights(_ question: Question) -> Value {
    guard let symbol = question.use?.symbol else { return .list([]) }
    let uses = question.uses(of: symbol).filter { $0.place.file == question.file }
    return .list(
      uses.map {
        ["range": range(of: $0.place).json, "kind": .integer($0.isDeclaration ? 3 : 2)]
      })
  }
}
