import BlueprintModel

@testable import BlueprintCompiler

/// The table of a construct's keys in the reference: type, default and meaning, as the schema has
/// them. A page says where with `<!-- keys: CONSTRUCT -->` and `<!-- end -->`.
struct KeyTable {
  private let schema = SchemaFile.shared
  let construct: String
  /// The page that each construct is on.
  let pages: [String: String]

  /// The table with the anchor of the construct.
  var markdown: String {
    var lines = [
      "<a id=\"\(construct)\"></a>", "", "| key | type | default | meaning |", "|---|---|---|---|",
    ]
    let required = Set(schema.required(of: construct))
    for (key, property) in schema.keys(of: construct) {
      let value = schema.definitions[construct]?["properties"]?[key]?["default"]?.text
      let initial = value.map { "`\($0)`" } ?? (required.contains(key) ? "**required**" : "")
      let meaning = (property["description"]?.text ?? "").replacing("|", with: "\\|")
      lines.append("| `\(key)` | \(type(of: property)) | \(initial) | \(meaning) |")
    }
    return lines.joined(separator: "\n")
  }

  /// The type of a key: without null and a parameter, which may stand for every value.
  private func type(of property: YAMLNode) -> String {
    guard let choices = property["anyOf"].map({ Array($0.elements) }) else { return "any value" }
    return choices.filter { !isOpening($0) }.map(name).joined(separator: " or ")
  }

  private func isOpening(_ node: YAMLNode) -> Bool {
    let reference = schema.reference(node)
    return reference == "open" || reference == "parameter" || node["type"]?.text == "null"
  }

  private func name(_ node: YAMLNode) -> String {
    if let reference = schema.reference(node) { return name(ofDefinition: reference) }
    if let title = node["title"]?.text { return title }
    if let choices = node["anyOf"].map({ Array($0.elements) }) {
      return choices.filter { !isOpening($0) }.map(name).joined(separator: " or ")
    }
    if let words = node["enum"]?.elements {
      return words.map { "`\($0.text)`" }.joined(separator: ", ")
    }
    if let word = node["const"] { return "`\(word.text)`" }
    if let combined = node["allOf"]?.elements.first { return name(combined) }
    switch node["type"]?.text {
    case "integer": return number(node, "integer")
    case "number": return node["exclusiveMinimum"] == nil ? "number" : "number above 0"
    case "array": return "list" + (node["items"].map { " of \(name($0))" } ?? "")
    case "object":
      guard let value = node["additionalProperties"], value.kind == .map else { return "map" }
      return "map of \(name(value))"
    case "boolean": return "boolean"
    default: return "text"
    }
  }

  private func number(_ node: YAMLNode, _ noun: String) -> String {
    switch (node["minimum"]?.text, node["maximum"]?.text) {
    case (let least?, let most?): "\(noun) from \(least) to \(most)"
    case (let least?, nil): "\(noun), \(least) or more"
    default: noun
    }
  }

  private func name(ofDefinition name: String) -> String {
    let definition = schema.definitions[name]
    if let title = definition?["title"]?.text { return title }
    var construct = name
    for prefix in ["whole_"] where name.hasPrefix(prefix) {
      construct = String(name.dropFirst(prefix.count))
    }
    if construct == "nested_type" { return "[type](\(pages["type"] ?? "")#type)" }
    if construct.hasSuffix("_body") { construct = String(construct.dropLast(5)) }
    return "[\(construct)](\(pages[construct] ?? "")#\(construct))"
  }
}
