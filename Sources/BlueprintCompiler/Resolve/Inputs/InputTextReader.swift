import BlueprintModel

/// Reads an input's value from text that the user gave on the command line.
enum InputTextReader {
  /// `text` as a `type`: lists and maps are YAML, `[a, b]`; nil if it is not one.
  static func read(_ text: String, as type: InputType) -> Value? {
    switch type {
    case .list, .map, .object:
      let log = DiagnosticLog()
      guard let tree = YAMLParser.parse(Source(name: "", text: text), log: log) else { return nil }
      return try? InputValueReader.read(tree.root, as: type)
    default: return InputValueReader.read(text: text, as: type)
    }
  }
}
