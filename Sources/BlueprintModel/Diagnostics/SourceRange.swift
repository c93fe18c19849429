/// A place in a text: line and column from 1. Columns count Unicode scalars, as editors' error
/// matchers do.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int

  /// The place at `line` and `column`, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of text; `end` is the place after its last character.
public struct SourceRange: Sendable, Hashable {
  /// The first character.
  public var start: SourcePosition
  /// The place after the last character.
  public var end: SourcePosition

  /// The stretch from `start` up to, and without, `end`.
  public init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }
}

/// A stretch of one file.
public struct Place: Sendable, Hashable {
  /// The file's path as the user gave it.
  public var file: String
  /// The stretch of text.
  public var range: SourceRange

  /// How the compiler came to the text there: its own numbering of imports and uses of templates.
  /// It is not part of what the place is, and is neither compared nor stored.
  public var origin: UInt32

  /// `range` in `file`.
  public init(file: String, range: SourceRange, origin: UInt32 = 0) {
    self.file = file
    self.range = range
    self.origin = origin
  }

  public static func == (left: Place, right: Place) -> Bool {
    left.range == right.range && left.file == right.file
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(range)
  }
}

extension Place {
  /// Whether `other` lies within this place.
  public func contains(_ other: Place) -> Bool {
    file == other.file && range.start <= other.range.start && other.range.end <= range.end
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`.
  public var description: String { "\(file):\(range.start.line):\(range.start.column)" }
}

extension Place: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    file = try json.requiredString("file")
    let line = try json.requiredInteger("line")
    let column = try json.requiredInteger("column")
    range = SourceRange(
      start: SourcePosition(line: line, column: column),
      end: SourcePosition(
        line: json["end_line"]?.integer ?? line, column: json["end_column"]?.integer ?? column))
    origin = 0
  }

  public var json: Value {
    [
      "file": .string(file), "line": .integer(range.start.line),
      "column": .integer(range.start.column), "end_line": .integer(range.end.line),
      "end_column": .integer(range.end.column),
    ]
  }
}
