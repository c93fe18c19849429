import BlueprintCompiler
import BlueprintModel

/// Tells what a check found, in the form that was asked for.
struct CheckPresenter {
  let surroundings: Surroundings
  let output: OutputForm

  private var console: Console { surroundings.console }

  /// Tells of `files`.
  func show(_ files: [CheckedFile]) {
    switch output {
    case .json: console.result(json(files).canonicalJSON)
    case .jsonl: for file in files { console.result(file.json.canonicalJSON) }
    case .text:
      for file in files { show(file) }
      guard files.count > 1 else { return }
      // A difference stays alone on standard output, for a program that applies it.
      if files.contains(where: { $0.diff != nil }) {
        console.tell(total(files))
      } else {
        console.result(total(files))
      }
    }
  }

  private func show(_ file: CheckedFile) {
    if let diff = file.diff {
      console.resultText(diff)
    } else {
      for applied in file.applied { console.tell("fixed \(applied.line)") }
    }
    let renderer = DiagnosticRenderer(sources: file.sources, useColour: console.colour)
    console.put(renderer.text(of: file.diagnostics))
    if file.diff == nil { console.result(file.summary) } else { console.tell(file.summary) }
    guard file.isValid, !file.missingInputs.isEmpty else { return }
    console.tell(
      "inputs that a deploy must be given: \(file.missingInputs.joined(separator: ", "))")
  }

  private func total(_ files: [CheckedFile]) -> String {
    let valid = files.count(where: \.isValid)
    let (errors, warnings) = (count(.error, files), count(.warning, files))
    return "\(files.count) blueprints: \(valid) valid, \(files.count - valid) invalid; "
      + "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
  }

  private func json(_ files: [CheckedFile]) -> Value {
    var map: ValueMap = [
      "valid": .boolean(files.allSatisfy(\.isValid)), "files": .list(files.map(\.json)),
      "errors": .integer(count(.error, files)), "warnings": .integer(count(.warning, files)),
      "diagnostics": .list(files.flatMap(\.diagnostics).map(\.json)),
    ]
    if files.count == 1 { map["file"] = .string(files[0].path) }
    return .map(map)
  }

  private func count(_ severity: Diagnostic.Severity, _ files: [CheckedFile]) -> Int {
    files.reduce(0) { $0 + $1.diagnostics.count { $0.severity == severity } }
  }
}
