/// One token of YAML with its place, which is all that laying it out anew needs to know.
struct LayoutToken: Hashable {
  /// What a token is. `mapStart` and `listStart` are of blocks, and have no width.
  enum Kind: Hashable {
    case directive, documentStart, documentEnd
    case listStart, mapStart, blockEnd
    case open, close, comma
    case dash, key, colon
    case anchor, alias
    case plain, singleQuoted, doubleQuoted, block
  }

  var kind: Kind
  var start: LayoutMark
  var end: LayoutMark

  /// Whether it takes no room in the text.
  var isEmpty: Bool { start.index == end.index }
}

/// A comment of the author.
struct LayoutComment: Hashable {
  /// The text from `#` on, without white space at its end.
  var text: String
  var start: LayoutMark
  /// Where the token ends that stands before it on the same line; nil on a line of its own.
  var follows: Int?
}
