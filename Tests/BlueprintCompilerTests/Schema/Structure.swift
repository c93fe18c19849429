import BlueprintModel

@testable import BlueprintCompiler

/// What the compiler says of the structure of a blueprint, to be held against the schema.
///
/// The rule: a mistake is **structural** if it has one of ``codes`` and stands in the file itself
/// (not in one that it imports), in the blueprint as it is or under one of its profiles.
/// Exceptions:
///
/// - A size that is not one (BP0105) where an expression stands: what an expression gives is not
///   part of the structure.
/// - A key that is missing (BP0102, BP0110, BP0103) after a merge: a template's body and its use,
///   or the file and a profile, have it together or not at all; the schema sees each alone.
/// - Types and limits of values (BP0304 to BP0307): the schema judges literals, the compiler also
///   what expressions give, so that both answers are right. So with a number that starts with a
///   zero (BP0114), which the schema is shown as text.
enum Structure {
  /// Unknown and missing keys, kinds, durations, sizes, names, choices, ranges, exclusion, the
  /// language version, booleans, constraints of a type, expressions where none can be, arguments
  /// without a template, and how steps are put together. Not among them are texts with a grammar
  /// of their own: paths, `cron`, regular expressions.
  static let codes: Set = [
    "BP0101", "BP0102", "BP0103", "BP0104", "BP0105", "BP0106", "BP0107", "BP0108", "BP0109",
    "BP0110", "BP0111", "BP0112", "BP0115", "BP0117", "BP0118", "BP0130", "BP0131",
    "BP0132", "BP0133", "BP0134",
  ]
  private static let values: Set = ["BP0114", "BP0304", "BP0305", "BP0306", "BP0307"]
  private static let merged: Set = ["BP0102", "BP0103", "BP0110"]

  /// What the schema is to do.
  enum Verdict: Equatable { case refuse, accept, either }

  /// The verdict on `source`; nil if it is not YAML. `compile` is asked for each list of profiles.
  static func verdict(
    on source: Source, compile: ([String]) throws -> CompileResult
  ) rethrows -> Verdict? {
    let own = try compile([]).diagnostics
    if own.contains(where: { $0.code.hasPrefix("BP00") }) { return nil }
    let outline = BlueprintOutline(of: source)
    var found = own.filter { isStructural($0, in: source) }
    var isLoose = own.contains { values.contains($0.code) }
    if usesTemplates(outline.tree?.root) {
      isLoose = isLoose || found.contains { merged.contains($0.code) }
      found.removeAll { merged.contains($0.code) }
    }
    for profile in outline.profiles {
      let more = try compile([profile]).diagnostics
      isLoose = isLoose || more.contains { values.contains($0.code) || merged.contains($0.code) }
      found += more.filter { isStructural($0, in: source) && !merged.contains($0.code) }
    }
    return !found.isEmpty ? .refuse : isLoose ? .either : .accept
  }

  private static func isStructural(_ diagnostic: Diagnostic, in source: Source) -> Bool {
    guard codes.contains(diagnostic.code) else { return false }
    guard let place = diagnostic.place else { return true }
    guard place.file == source.name else { return false }
    return diagnostic.code != "BP0105" || !source.text(at: place.range).contains("${")
  }

  private static func usesTemplates(_ root: YAMLNode?) -> Bool {
    ["machines", "services"].contains { section in
      root?[section]?.entries.contains { $0.value.usesTemplate } == true
    }
  }
}

extension Source {
  /// The text of `range`, which is within one line, or up to the end of its first.
  fileprivate func text(at range: SourceRange) -> String {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(range.start.line - 1) else { return "" }
    let rest = lines[range.start.line - 1].dropFirst(range.start.column - 1)
    guard range.end.line == range.start.line else { return String(rest) }
    return String(rest.prefix(range.end.column - range.start.column))
  }
}
