import BlueprintModel

@testable import BlueprintCompiler

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The JSON Schema of the language, as the tests read it. Keys keep the order of the text.
///
/// A construct is a definition with `properties`: its shape. What must be there besides is said by
/// the definition `whole_NAME`, so that profiles and bodies of templates can have the shape alone;
/// constructs that stand in lists only, which are never merged, say it themselves.
struct SchemaFile {
  static let file = projectRoot.appending(path: "schemas/blueprint.schema.json")
  static let shared = SchemaFile()

  let definitions: YAMLNode

  private init() {
    let bytes = (try? Data(contentsOf: Self.file)).map(Array.init) ?? []
    let source = Source(name: "blueprint.schema.json", bytes: bytes)
    guard let root = YAMLParser.parse(source, log: DiagnosticLog())?.root, let found = root["$defs"]
    else { preconditionFailure("\(Self.file.path) is no schema") }
    definitions = found
  }

  /// The names of the constructs, in the order of the text.
  var constructs: [String] {
    definitions.entries.filter {
      $0.value["properties"] != nil && !$0.key.text.hasPrefix("whole_")
        && !$0.key.text.hasPrefix("own_")
    }.map(\.key.text)
  }

  /// The keys of the construct `name`, with the schema of each.
  func keys(of name: String) -> [(name: String, schema: YAMLNode)] {
    guard let properties = definitions[name]?["properties"] else { return [] }
    return properties.entries.map { ($0.key.text, $0.value) }
  }

  /// The keys that the construct `name` must have.
  func required(of name: String) -> [String] {
    for prefix in ["whole_", "own_", ""] {
      if let keys = definitions[prefix + name]?["required"] { return keys.elements.map(\.text) }
    }
    return []
  }

  /// The schema of `key` of the construct `name`, without the two things that may stand for
  /// every value: null and a parameter.
  func value(of key: String, in name: String) -> YAMLNode? {
    guard let schema = definitions[name]?["properties"]?[key] else { return nil }
    guard let choices = schema["anyOf"], choices.elements.count == 2 else { return schema }
    return resolved(Array(choices.elements)[1])
  }

  /// `schema`, or what it refers to if that is no construct.
  func resolved(_ schema: YAMLNode) -> YAMLNode {
    guard let name = reference(schema), let found = definitions[name], found["properties"] == nil
    else { return schema }
    return found
  }

  /// The name of the definition that `schema` refers to.
  func reference(_ schema: YAMLNode) -> String? {
    schema["$ref"].map { String($0.text.split(separator: "/").last ?? "") }
  }
}

/// The project's directory.
let projectRoot = fixtures.deletingLastPathComponent().deletingLastPathComponent()
