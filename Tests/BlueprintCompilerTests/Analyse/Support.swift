import BlueprintModel
import BlueprintSchemas

@testable import BlueprintCompiler

/// The language of the schema.
let testSchema: LanguageSchema = {
  do { return LanguageSchema(try Value(jsonText: Schema.blueprint.text)) } catch {
    return LanguageSchema(.null)
  }
}()

/// The analysis of `text` with files from `files`.
func analyse(
  _ text: String, files: [String: String] = [:], earlier: Analysis? = nil
) -> Analysis {
  let request = CompileRequest(
    source: Source(name: "blueprint.yaml", text: text),
    fileReader: { path throws(FileReadFailure) in
      guard let text = files[path] else { throw FileReadFailure("no such file") }
      return Array(text.utf8)
    }, manifests: testManifests)
  return Analysis(of: request, schema: testSchema, earlier: earlier)
}

/// A text with its marks taken out, and where they stood.
struct Marked {
  let text: String
  let positions: [SourcePosition]

  /// The text without each `‸`.
  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var positions: [SourcePosition] = []
    var position = SourcePosition(line: 1, column: 1)
    for scalar in marked.unicodeScalars {
      if scalar == "‸" {
        positions.append(position)
        continue
      }
      text.append(scalar)
      position.column += 1
      if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
    }
    self.text = String(text)
    self.positions = positions
  }
}

/// The text that stands at `place` of `text`.
func slice(_ place: Place, of text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard lines.indices.contains(place.range.start.line - 1) else { return "" }
  let line = Array(lines[place.range.start.line - 1].unicodeScalars)
  guard place.range.start.line == place.range.end.line,
    place.range.end.column - 1 <= line.count
  else { return "" }
  var found = String.UnicodeScalarView()
  found.append(contentsOf: line[place.range.start.column - 1..<place.range.end.column - 1])
  return String(found)
}
