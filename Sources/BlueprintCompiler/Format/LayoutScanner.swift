import CLibYAML

/// Reads the tokens of a text with libyaml, and the comments that libyaml leaves out.
///
/// The text must be one that ``YAMLParser`` takes: what is wrong with it is told there.
struct LayoutScanner {
  private let text: LayoutText
  private(set) var tokens: [LayoutToken] = []
  private(set) var comments: [LayoutComment] = []

  /// Reads `text`; nil where libyaml refuses it.
  init?(_ text: LayoutText) {
    self.text = text
    guard scan() else { return nil }
    collectComments()
  }

  private mutating func scan() -> Bool {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return false }
    defer { yaml_parser_delete(parser) }
    var bytes = Array(String(String.UnicodeScalarView(text.scalars)).utf8)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      return readTokens(parser)
    }
  }

  private mutating func readTokens(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> Bool {
    var token = yaml_token_t()
    while yaml_parser_scan(parser, &token) == 1 {
      defer { yaml_token_delete(&token) }
      if token.type == YAML_STREAM_END_TOKEN { return true }
      guard let kind = Self.kind(of: token) else { continue }
      tokens.append(
        LayoutToken(
          kind: kind, start: LayoutMark(token.start_mark), end: LayoutMark(token.end_mark)))
    }
    return false
  }

  private static func kind(of token: yaml_token_t) -> LayoutToken.Kind? {
    switch token.type {
    case YAML_VERSION_DIRECTIVE_TOKEN, YAML_TAG_DIRECTIVE_TOKEN: .directive
    case YAML_DOCUMENT_START_TOKEN: .documentStart
    case YAML_DOCUMENT_END_TOKEN: .documentEnd
    case YAML_BLOCK_SEQUENCE_START_TOKEN: .listStart
    case YAML_BLOCK_MAPPING_START_TOKEN: .mapStart
    case YAML_BLOCK_END_TOKEN: .blockEnd
    case YAML_FLOW_SEQUENCE_START_TOKEN, YAML_FLOW_MAPPING_START_TOKEN: .open
    case YAML_FLOW_SEQUENCE_END_TOKEN, YAML_FLOW_MAPPING_END_TOKEN: .close
    case YAML_FLOW_ENTRY_TOKEN: .comma
    case YAML_BLOCK_ENTRY_TOKEN: .dash
    case YAML_KEY_TOKEN: .key
    case YAML_VALUE_TOKEN: .colon
    case YAML_ANCHOR_TOKEN: .anchor
    case YAML_ALIAS_TOKEN: .alias
    case YAML_SCALAR_TOKEN: kind(of: token.data.scalar.style)
    default: nil
    }
  }

  private static func kind(of style: yaml_scalar_style_t) -> LayoutToken.Kind {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  /// Whatever starts with `#` between two tokens is a comment: no other token has that sign. A
  /// block scalar may have one behind its indicators.
  private mutating func collectComments() {
    var end = LayoutMark(index: 0, line: 0, column: 0)
    var previous: LayoutToken?
    for token in tokens where !token.isEmpty {
      collect(from: end, to: token.start.index, after: previous)
      if token.kind == .block { collectHeader(of: token) }
      end = token.end
      previous = token
    }
    collect(from: end, to: text.scalars.count, after: previous)
  }

  private mutating func collectHeader(of token: LayoutToken) {
    var mark = token.start
    while mark.index < text.scalars.count, text.scalars[mark.index] != "\n" {
      if text.scalars[mark.index] == "#" { return append(at: mark, follows: token.start.index) }
      mark.index += 1
      mark.column += 1
    }
  }

  private mutating func collect(from start: LayoutMark, to end: Int, after token: LayoutToken?) {
    var mark = start
    while mark.index < end {
      let scalar = text.scalars[mark.index]
      if scalar == "#" {
        let isBeside = token.map { $0.kind != .block && $0.end.line == mark.line } ?? false
        append(at: mark, follows: isBeside ? token?.end.index : nil)
        let length = text.lineEnd(from: mark.index) - mark.index
        mark.index += length
        mark.column += length
      } else if scalar == "\n" {
        mark = LayoutMark(index: mark.index + 1, line: mark.line + 1, column: 0)
      } else {
        mark.index += 1
        mark.column += 1
      }
    }
  }

  private mutating func append(at mark: LayoutMark, follows: Int?) {
    let slice = text.slice(mark.index, text.lineEnd(from: mark.index))
    comments.append(LayoutComment(text: slice.trimmedAtEnd, start: mark, follows: follows))
  }
}
