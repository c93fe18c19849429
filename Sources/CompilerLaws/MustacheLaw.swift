import BlueprintExpressions
import BlueprintModel

/// What holds for every Mustache text: what the compiler accepts, the renderer renders; mistakes
/// stand within the text.
struct MustacheLaw {
  private static let names: Value = [
    "a": [["b": ["c": 1], "x": "in"], ["b": ["c": 2]]], "b": ["c": "x"], "x": true, "y": .null,
    "name": "text", "inputs": ["hosts": ["h1", "h2"], "n": 2],
  ]

  private let text: String
  private let subject: LawSubject

  init(_ text: String, _ subject: LawSubject) {
    self.text = text
    self.subject = subject
  }

  var breaches: [String] {
    let mustache: MustacheText
    do throws(MustacheSyntaxError) { mustache = try MustacheText(parsing: text) } catch {
      return isInside(error.position) ? [] : ["a mistake is outside of the text: \(error)"]
    }
    var found: [String] = []
    if !mustache.names.allSatisfy({ !$0.path.isEmpty && isInside($0.position) }) {
      found.append("a name is outside of the text")
    }
    do throws(EvaluationError) {
      let rendered = try subject.render(mustache, Self.names)
      if rendered != (try? subject.render(mustache, Self.names)) {
        found.append("it is rendered differently the second time")
      }
    } catch {
      // The renderer's own complaints tell a line; those of the check tell line and column.
      if error.message.hasPrefix("Mustache text, line") {
        found.append("the renderer refused what was accepted: \(error)")
      }
    }
    return found
  }

  private func isInside(_ position: SourcePosition) -> Bool {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(position.line - 1), position.column >= 1 else { return false }
    return position.column <= lines[position.line - 1].unicodeScalars.count + 1
  }
}
