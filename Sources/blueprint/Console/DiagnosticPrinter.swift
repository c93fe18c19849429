import BlueprintCompiler
import BlueprintModel

/// Writes diagnostics to standard error in the form for people.
struct DiagnosticPrinter {
  private let console: Console
  private let renderer: DiagnosticRenderer

  /// A printer that can quote `sources`.
  init(surroundings: Surroundings, sources: [Source] = []) {
    console = surroundings.console
    renderer = DiagnosticRenderer(sources: sources, useColour: console.colour)
  }

  /// Writes `diagnostics`, and how many there are if they are several.
  func show(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    console.put(renderer.text(of: diagnostics))
    let errors = diagnostics.count { $0.severity == .error }
    if errors > 1 { console.tell("\(errors) errors") }
  }
}
