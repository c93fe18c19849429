import BlueprintCompiler
import BlueprintModel

/// A blueprint after it was checked, and mended where that was asked for.
struct CheckedFile {
  /// The path as the user gave it.
  var path: String
  /// What is to be said of it.
  var diagnostics: [Diagnostic]
  /// The texts that were read, as they are now.
  var sources: [Source] = []
  /// Inputs that a deploy must be given.
  var missingInputs: [String] = []
  /// The fixes that were applied, or would be.
  var applied: [Fixer.Applied] = []
  /// What the fixes would change, where only that was asked for.
  var diff: String?
  /// Whether the file could be read at all.
  var isThere = true

  /// Whether nothing is wrong with it.
  var isValid: Bool { !diagnostics.hasErrors }

  /// What is known of it, for programs.
  var json: Value {
    var map: ValueMap = [
      "file": .string(path), "valid": .boolean(isValid),
      "diagnostics": .list(diagnostics.map(\.json)),
      "missing_inputs": .list(missingInputs.map(Value.string)),
    ]
    map.setUnlessEmpty("fixed", .list(applied.map(\.json)))
    map.setUnlessEmpty("diff", diff.map(Value.string))
    return .map(map)
  }

  /// The line that sums it up: `shop.yaml: 2 errors`.
  var summary: String {
    let found = [Diagnostic.Severity.error, .warning].compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return "\(path): \(isValid ? "valid" : "")\(isValid && !found.isEmpty ? ", " : "")"
      + found.joined(separator: ", ")
  }
}

extension Fixer.Applied {
  /// The fix, for programs: what it mended, where, and what was done.
  fileprivate var json: Value {
    var map: ValueMap = [
      "code": .string(diagnostic.code), "message": .string(diagnostic.message),
      "title": .string(fix.title),
    ]
    map.setUnlessEmpty("place", diagnostic.place?.json)
    return .map(map)
  }

  /// The fix, for people: `shop.yaml:31:13: write `database``.
  var line: String { "\(diagnostic.place.map { "\($0): " } ?? "")\(fix.title)" }
}
