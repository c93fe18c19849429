import BlueprintModel
import CLibYAML

/// One node of a ``YAMLTree``: 40 bytes, without references, so that a tree of a million nodes is
/// a few allocations.
struct YAMLRecord: Sendable {
  enum Kind: UInt8, Sendable { case scalar, list, map }

  var kind: Kind
  /// A scalar without quotes or block marker: only such a one can be a number, a truth value or
  /// null.
  var isPlain: Bool
  /// Lines and columns from 0, as libyaml counts them.
  var startLine: UInt32
  var startColumn: UInt32
  var endLine: UInt32
  var endColumn: UInt32
  /// A scalar: the offset of its text. A list or map: the index of its first child.
  var offset: UInt32
  /// A scalar: the length of its text in bytes. A list: its elements. A map: keys and values.
  var count: UInt32
  /// The nodes below and including this one with aliases expanded; stops at the highest number.
  var expandedSize: UInt32
  /// How the node came to stand where it does, an index of the tree's origins; 0 for a node that
  /// stands in the text of the list or map around it.
  var origin: UInt32
}

extension YAMLRecord {
  init(
    _ kind: Kind, from start: yaml_mark_t, to end: yaml_mark_t, offset: Int = 0, count: Int = 0
  ) {
    self.kind = kind
    isPlain = false
    startLine = UInt32(truncatingIfNeeded: start.line)
    startColumn = UInt32(truncatingIfNeeded: start.column)
    endLine = UInt32(truncatingIfNeeded: end.line)
    endColumn = UInt32(truncatingIfNeeded: end.column)
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.count = UInt32(truncatingIfNeeded: count)
    expandedSize = 1
    origin = 0
  }

  /// libyaml ends a block list or map where the next token starts; its last child's end is
  /// where the author sees the end. In brackets and braces the end token is there to see.
  mutating func endBlock(with last: YAMLRecord, endMarkIsEmpty: Bool) {
    guard endMarkIsEmpty, (last.endLine, last.endColumn) < (endLine, endColumn),
      (last.startLine, last.startColumn) >= (startLine, startColumn)
    else { return }
    endLine = last.endLine
    endColumn = last.endColumn
  }

  /// The stretch of text, counted from 1.
  var range: SourceRange {
    SourceRange(
      start: SourcePosition(line: Int(startLine) + 1, column: Int(startColumn) + 1),
      end: SourcePosition(line: Int(endLine) + 1, column: Int(endColumn) + 1))
  }
}
