import BlueprintCompiler
import BlueprintModel

/// What holds for every diagnostic about `sources`.
struct DiagnosticLaw {
  private static let codes = Set(DiagnosticCatalogue.entries.map(\.code))

  private let sources: [String: Source]

  init(_ sources: [Source]) {
    self.sources = Dictionary(
      sources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How `diagnostics` break it.
  func breaches(by diagnostics: [Diagnostic]) -> [String] { diagnostics.flatMap(breaches) }

  private func breaches(by diagnostic: Diagnostic) -> [String] {
    let code = diagnostic.code
    var found: [String] = []
    if !Self.codes.contains(code) { found.append("\(code) is in no catalogue") }
    let texts = [diagnostic.message] + diagnostic.notes.map(\.message) + diagnostic.help
    if texts.contains(where: \.isEmpty) { found.append("\(code) has an empty message") }
    if texts.contains(where: { $0.utf8.count > 64 << 10 }) {
      found.append("\(code) has a message of more than 64 KiB")
    }
    let places = ([diagnostic.place] + diagnostic.notes.map(\.place)).compactMap(\.self)
    found += places.filter { !isInside($0) }.map { "\(code) is outside of its file: \($0)" }
    if diagnostic.fixes.count > 3 { found.append("\(code) has more than three fixes") }
    for fix in diagnostic.fixes { found += breaches(by: fix, of: code) }
    return found
  }

  private func breaches(by fix: Fix, of code: String) -> [String] {
    Set(fix.edits.map(\.place.file)).filter { file in
      sources[file]?.applying(fix.edits) == nil
    }.map { "a fix of \(code) does not fit into \($0): \(fix.edits)" }
  }

  /// A mark at the end of a line, or of the file, is one column long although nothing is there.
  private func isInside(_ place: Place) -> Bool {
    guard let source = sources[place.file] else { return false }
    var shorter = place
    shorter.range.end.column -= 1
    return [place, shorter].contains {
      $0.range.start <= $0.range.end && source.applying([Fix.Edit($0, replacement: "")]) != nil
    }
  }
}
