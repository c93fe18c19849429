import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// The fixes of the diagnostics that touch the stretch of text.
  mutating func codeActions(_ parameters: Value) throws(RequestFailure) -> Value {
    let uri = try Self.uri(parameters)
    let file = Workspace.file(uri)
    guard let document = workspace.documents[uri], client.codeActionLiterals else {
      return .list([])
    }
    let asked = try ClientRange(parameters["range"])
    let start = document.lines.source(asked.start)
    let end = document.lines.source(asked.end)
    if let only = parameters["context"]?["only"]?.list?.compactMap(\.string),
      !only.contains(where: { "quickfix".hasPrefix($0) })
    {
      return .list([])
    }
    var actions: [Value] = []
    for analysis in workspace.analyses(reading: file) {
      for diagnostic in analysis.diagnostics {
        guard let place = diagnostic.place, place.file == file, place.range.start <= end,
          start <= place.range.end
        else { continue }
        actions += diagnostic.fixes.enumerated().map { number, fix in
          action(fix, for: diagnostic, in: file, isFirst: number == 0)
        }
      }
    }
    var seen: Set<Value> = []
    return .list(actions.filter { seen.insert($0).inserted })
  }

  private func action(
    _ fix: Fix, for diagnostic: Diagnostic, in file: String, isFirst: Bool
  ) -> Value {
    [
      "title": .string(fix.title), "kind": "quickfix",
      "diagnostics": [json(diagnostic, in: file)],
      "isPreferred": .boolean(isFirst && fix.isMachineApplicable), "edit": edit(fix.edits),
    ]
  }
}
