import BlueprintCompiler
import BlueprintModel

/// A request about a place of a text.
struct Question {
  /// The file.
  let file: String
  /// The place.
  let position: SourcePosition
  /// The text.
  let document: TextDocument
  /// What was found out about it: by the blueprint itself, and by those that import or use it.
  let analyses: [Analysis]

  /// The name at the place.
  var use: NameUse? {
    for analysis in analyses {
      if let use = analysis.index.use(at: position, in: file) { return use }
    }
    return nil
  }

  /// What is known of the name at the place.
  var declaration: Declaration? {
    guard let symbol = use?.symbol else { return nil }
    for analysis in analyses {
      if let declaration = analysis.index[symbol] { return declaration }
    }
    return nil
  }

  /// All places that name `symbol`, each once, in order.
  func uses(of symbol: Symbol) -> [NameUse] { Self.uses(of: symbol, in: analyses) }

  static func uses(of symbol: Symbol, in analyses: [Analysis]) -> [NameUse] {
    var seen: Set<Place> = []
    return analyses.flatMap { $0.index.uses(of: symbol) }
      .filter { seen.insert($0.place).inserted }
      .sorted { ($0.place.file, $0.place.range.start) < ($1.place.file, $1.place.range.start) }
  }
}
