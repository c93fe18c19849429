import BlueprintModel

@testable import BlueprintCompiler

/// What was found in blueprints named `blueprint.yaml`, as `validate` reports it.
func report(of results: [CompileResult]) -> CheckReport {
  CheckReport(
    subjects: results.map {
      CheckReport.Subject(
        file: $0.sources[0].name, diagnostics: $0.diagnostics, sources: $0.sources)
    }, programVersion: "1.0.0", directory: "/work")
}

/// A report of one diagnostic in `file`.
func report(of diagnostic: Diagnostic, in file: String) -> CheckReport {
  CheckReport(
    subjects: [CheckReport.Subject(file: file, diagnostics: [diagnostic], sources: [])],
    programVersion: "1.0.0", directory: "/work")
}

/// The stretch of `file` between two columns of a line.
func place(_ line: Int, _ column: Int, _ end: Int, in file: String = "a.yaml") -> Place {
  Place(
    file: file,
    range: SourceRange(
      start: SourcePosition(line: line, column: column),
      end: SourcePosition(line: line, column: end)))
}

extension Value {
  /// The value as JSON with the members of the outer `depth` levels on lines of their own.
  func broken(to depth: Int, indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .map(let entries) where depth > 0 && !entries.isEmpty:
      let lines = entries.map { key, value in
        "\(inner)\(Value.string(key).canonicalJSON): \(value.broken(to: depth - 1, indent: inner))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .list(let elements) where depth > 0 && !elements.isEmpty:
      let lines = elements.map { inner + $0.broken(to: depth - 1, indent: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    default: return canonicalJSON
    }
  }
}
