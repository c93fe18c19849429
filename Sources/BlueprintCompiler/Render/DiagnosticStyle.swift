import BlueprintModel

/// The colours of diagnostics, or none.
struct DiagnosticStyle: Sendable {
  private let isColoured: Bool

  static let plain = DiagnosticStyle(isColoured: false)
  static let coloured = DiagnosticStyle(isColoured: true)

  func severity(_ text: String, _ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .note: paint(text, "1;36")
    }
  }

  func strong(_ text: String) -> String { paint(text, "1") }
  func frame(_ text: String) -> String { paint(text, "34") }
  func mark(_ text: String) -> String { paint(text, "1;31") }

  private func paint(_ text: String, _ codes: String) -> String {
    isColoured ? "\u{1b}[\(codes)m\(text)\u{1b}[0m" : text
  }
}
