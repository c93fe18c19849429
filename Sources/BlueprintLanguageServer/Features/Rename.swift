import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// The name at the place, if it can be changed.
  func prepareRename(_ question: Question) throws(RequestFailure) -> Value {
    guard let use = question.use else {
      throw RequestFailure(.requestFailed, "there is no name here that can be changed")
    }
    guard use.symbol.canBeRenamed else {
      throw RequestFailure(
        .requestFailed, "the name of this \(use.symbol.kind.noun) is known outside of the blueprint"
      )
    }
    return [
      "range": range(of: use.place).json, "placeholder": .string(use.symbol.name),
    ]
  }

  /// The edits that give what the place names the name `name`, everywhere.
  mutating func rename(
    _ question: Question, to name: String
  ) throws(RequestFailure) -> Value {
    _ = try prepareRename(question)
    guard let symbol = question.use?.symbol else { return .null }
    if let objection = symbol.objection(to: name) {
      throw RequestFailure(.requestFailed, "`\(name)`: \(objection)")
    }
    if name == symbol.name { return edit([]) }
    let analyses = workspace.allAnalyses(reading: symbol.file)
    let uses = Question.uses(of: symbol, in: analyses)
    for analysis in analyses { try refuse(name, for: symbol, uses, analysis.index) }
    if let file = analyses.flatMap(\.damagedFiles).first {
      throw RequestFailure(.requestFailed, "`\(file)` has lines that cannot be read yet")
    }
    return edit(uses.map { Fix.Edit($0.place, replacement: name) })
  }

  /// Refuses a name that something else has.
  private func refuse(
    _ name: String, for symbol: Symbol, _ uses: [NameUse], _ index: SymbolIndex
  ) throws(RequestFailure) {
    var taken = symbol
    taken.name = name
    if let other = index[taken] {
      throw RequestFailure(
        .requestFailed,
        "there is a \(symbol.kind.noun) `\(name)` already, on line \(other.place.range.start.line)")
    }
    // In `needs`, services and machine groups share their names.
    var twin = taken
    switch symbol.kind {
    case .service: twin.kind = .machine
    case .machine: twin.kind = .service
    default: return
    }
    guard index[twin] != nil, (uses + index.uses(of: twin)).contains(where: \.isNeed) else {
      return
    }
    throw RequestFailure(
      .requestFailed,
      "there is a \(twin.kind.noun) `\(name)`, and `needs` could not tell them apart")
  }

  /// `edits` as the protocol has them.
  func edit(_ edits: [Fix.Edit]) -> Value {
    var files: [String: [Value]] = [:]
    for edit in edits {
      files[edit.place.file, default: []].append([
        "range": range(of: edit.place).json, "newText": .string(edit.replacement),
      ])
    }
    guard client.versionedEdits else {
      let changes = files.map { (workspace.uri(of: $0.key), Value.list($0.value)) }
      return ["changes": .map(ValueMap(changes))]
    }
    let changes = files.sorted { $0.key < $1.key }.map { file, edits -> Value in
      let version = workspace.document(of: file).map { Value.integer($0.version) } ?? .null
      return [
        "textDocument": ["uri": .string(workspace.uri(of: file)), "version": version],
        "edits": .list(edits),
      ]
    }
    return ["documentChanges": .list(changes)]
  }
}
