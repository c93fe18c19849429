import BlueprintModel

/// Reads the tags of a Mustache text, with places, and refuses all that the renderer would read
/// differently or that the language does not have.
struct MustacheScanner {
  private let characters: [Character]
  private var offset = 0
  private var position = SourcePosition(line: 1, column: 1)
  private var opening: [Character] = ["{", "{"]
  private var closing: [Character] = ["}", "}"]
  private var open: [OpenSection] = []
  private var elements: [MustacheElement] = []
  private var lastTagEnd = 0

  private static let maximumDepth = 100

  /// A section whose end was not read yet.
  private struct OpenSection {
    var text: String
    var tag: MustacheTag
    var isInverted: Bool
    var position: SourcePosition
    /// Where its content starts.
    var start: Int
    /// What was read before it on the level around it.
    var before: [MustacheElement]
  }

  init(_ text: String) { characters = Array(text) }

  /// How many characters must follow the text so that the renderer can read the opening
  /// delimiter's whole length from a piece of it at the very end, as in `server {`.
  var padding: Int {
    let tail = characters[max(lastTagEnd, characters.count - opening.count + 1)...]
    return opening.first.map(tail.contains) ?? false ? opening.count : 0
  }

  mutating func scan() throws(MustacheSyntaxError) -> [MustacheElement] {
    while offset < characters.count {
      if starts(with: opening) {
        try scanTag()
        lastTagEnd = offset
      } else {
        advance()
      }
    }
    if let section = open.last {
      throw MustacheSyntaxError("the section `\(section.text)` is not closed", at: section.position)
    }
    return elements
  }

  private var current: Character? { offset < characters.count ? characters[offset] : nil }

  private func starts(with part: [Character]) -> Bool {
    characters[offset...].starts(with: part)
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where offset < characters.count {
      if characters[offset].isNewline {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else {
        position.column += characters[offset].unicodeScalars.count
      }
      offset += 1
    }
  }

  private mutating func scanTag() throws(MustacheSyntaxError) {
    let start = position
    advance(opening.count)
    switch current {
    case nil: throw MustacheSyntaxError("the tag is not closed", at: start)
    case let first? where first.isNewline:
      throw MustacheSyntaxError("a tag's name must start on the tag's line", at: start)
    case "!": _ = try content(from: start)
    case "=": try scanDelimiters(from: start)
    case "#", "^": try openSection(isInverted: current == "^", from: start)
    case "/": try closeSection(from: start)
    case "{": try scanTriple(from: start)
    case ">", "<", "$":
      throw MustacheSyntaxError("partials and blocks are not part of the language", at: start)
    case "%": throw MustacheSyntaxError("pragmas are not part of the language", at: start)
    case "&": try addVariable(try content(from: start, skipping: 1), from: start)
    default: try addVariable(try content(from: start), from: start)
    }
  }

  /// The text up to the closing delimiter, which is passed too.
  private mutating func content(from start: SourcePosition, skipping count: Int = 0)
    throws(MustacheSyntaxError) -> String
  {
    advance(count)
    let first = offset
    while offset < characters.count, !starts(with: closing) { advance() }
    guard offset < characters.count else {
      throw MustacheSyntaxError("the tag is not closed", at: start)
    }
    let text = String(characters[first..<offset])
    advance(closing.count)
    return text
  }

  private func tag(_ content: String, from start: SourcePosition) throws(MustacheSyntaxError)
    -> MustacheTag
  {
    switch MustacheTag.read(content.trimmed) {
    case .success(let tag): return tag
    case .failure(let problem): throw MustacheSyntaxError(problem.message, at: start)
    }
  }

  private mutating func addVariable(_ content: String, from start: SourcePosition)
    throws(MustacheSyntaxError)
  {
    let tag = try tag(content, from: start)
    elements.append(
      MustacheElement(
        kind: .variable, subject: tag.subject, transforms: tag.transforms, position: start))
  }

  private mutating func scanTriple(from start: SourcePosition) throws(MustacheSyntaxError) {
    guard opening == ["{", "{"], closing == ["}", "}"] else {
      throw MustacheSyntaxError("with other delimiters, write `&name` for `{name}`", at: start)
    }
    let content = try content(from: start, skipping: 1)
    guard current == "}" else { throw MustacheSyntaxError("`}}}` is missing", at: start) }
    advance()
    try addVariable(content, from: start)
  }

  private mutating func openSection(isInverted: Bool, from start: SourcePosition)
    throws(MustacheSyntaxError)
  {
    let text = try content(from: start, skipping: 1).trimmed
    let tag = try tag(text, from: start)
    guard open.count < Self.maximumDepth else {
      throw MustacheSyntaxError(
        "sections are nested deeper than \(Self.maximumDepth) levels", at: start)
    }
    open.append(
      OpenSection(
        text: text, tag: tag, isInverted: isInverted, position: start,
        start: offset, before: elements))
    elements = []
  }

  private mutating func closeSection(from start: SourcePosition) throws(MustacheSyntaxError) {
    let end = offset
    let text = try content(from: start, skipping: 1).trimmed
    guard let section = open.popLast() else {
      throw MustacheSyntaxError("`\(text)` is closed but not open", at: start)
    }
    guard section.text == text else {
      throw MustacheSyntaxError(
        "`\(text)` is closed where `\(section.text)` of line \(section.position.line) is open",
        at: start)
    }
    elements =
      section.before + [
        MustacheElement(
          kind: section.isInverted ? .inverted(elements) : .section(elements),
          subject: section.tag.subject, transforms: section.tag.transforms,
          position: section.position, closing: start, length: end - section.start)
      ]
  }

  /// `{{=<% %>=}}`. Within a section the renderer would forget it at the section's end.
  private mutating func scanDelimiters(from start: SourcePosition) throws(MustacheSyntaxError) {
    guard open.isEmpty else {
      throw MustacheSyntaxError("delimiters can only be changed outside sections", at: start)
    }
    let text = try content(from: start, skipping: 1)
    let parts = text.dropLast().split(whereSeparator: \.isWhitespace)
    guard text.last == "=", parts.count == 2, !parts.contains(where: { $0.contains("=") }) else {
      throw MustacheSyntaxError("delimiters are changed by `{{=<% %>=}}`", at: start)
    }
    opening = Array(parts[0])
    closing = Array(parts[1])
  }
}

extension StringProtocol {
  /// The text without white space at both ends.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
