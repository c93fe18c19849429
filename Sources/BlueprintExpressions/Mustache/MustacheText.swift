import BlueprintModel

/// A Mustache text, read and checked.
///
/// The language is Mustache without partials, inheritance and lambdas: variables, sections,
/// inverted sections, comments and other delimiters. Nothing is escaped, since the text is a file
/// and not HTML.
public struct MustacheText: Sendable, Hashable {
  /// The text.
  public let text: String
  let elements: [MustacheElement]
  /// How many characters must follow the text for the renderer's sake, see ``MustacheScanner``.
  let padding: Int

  /// Reads `text`.
  ///
  /// - Throws: the first mistake, with its place.
  public init(parsing text: String) throws(MustacheSyntaxError) {
    var scanner = MustacheScanner(text)
    self.text = text
    elements = try scanner.scan()
    padding = scanner.padding
  }

  /// The names that the tags use, in the order of the text, each place on its own.
  public var names: [MustacheName] {
    var names: [MustacheName] = []
    for element in elements { element.collectNames(into: &names, sections: []) }
    return names
  }

  /// The names that the tags of `text` use.
  public static func names(in text: String) throws(MustacheSyntaxError) -> [MustacheName] {
    let parsed = try MustacheText(parsing: text)
    return parsed.names
  }
}
