import BlueprintCompiler
import BlueprintModel

/// What holds for every formatted file: it says the same as before, and has the canonical form.
/// That the comments are the same, the formatter sees to itself.
struct FormatLaw {
  private let source: Source
  private let subject: LawSubject

  init(_ bytes: [UInt8], _ subject: LawSubject) {
    source = Source(name: "text.yaml", bytes: bytes)
    self.subject = subject
  }

  var breaches: [String] {
    switch subject.format(source) {
    case .refused(let diagnostics):
      let found = DiagnosticLaw([source]).breaches(by: diagnostics)
      return diagnostics.isEmpty ? ["it is refused without a reason"] : found
    case .formatted(let text): return breaches(by: text)
    }
  }

  private func breaches(by text: String) -> [String] {
    let after = Source(name: source.name, text: text)
    var found: [String] = []
    if YAMLDocument.value(of: after).value != YAMLDocument.value(of: source).value {
      found.append("the value is another")
    }
    if text.utf8.contains(UInt8(ascii: "\r")) || !text.hasSuffix("\n") {
      found.append("the lines do not end in line feeds")
    }
    switch subject.format(after) {
    case .formatted(text): break
    case .formatted(let other): found.append("formatted again, it is another text:\n\(other)")
    case .refused: found.append("what was formatted is refused")
    }
    return found
  }
}
