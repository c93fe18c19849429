import BlueprintModel

/// Where an author is in a blueprint that may not be one yet: found from the indentation of the
/// lines above and from the brackets that are open, not from a tree.
public struct Cursor: Sendable, Hashable {
  /// One step from the top of the file.
  public enum Step: Sendable, Hashable {
    /// Into the value of a key.
    case key(String)
    /// Into an element of a list.
    case element
  }

  /// What is being written.
  public enum Role: Sendable, Hashable {
    /// A key of the map that the path leads to.
    case key
    /// The value that the path leads to.
    case value
    /// Nothing says yet whether it is a key of a map, or a text.
    case either
  }

  /// The way to the map, or to the value.
  public var path: [Step]
  /// What is being written.
  public var role: Role
  /// What is written of it before the cursor.
  public var text: String
  /// Where that starts.
  public var start: SourcePosition
  /// Where the author is.
  public var position: SourcePosition
  /// The keys that the map has already.
  public var siblings: Set<String> = []
  /// The template and the provider that the constructs around it name.
  public var values: [String: String] = [:]
  /// Whether it stands between brackets or braces.
  public var isFlow = false
  /// Whether it stands between quotes or in a block of text.
  public var isQuoted = false
  /// The spaces before the keys of the map.
  public var indentation = 0

  /// The keys on the way.
  public var keys: [String] {
    path.compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  /// The expression that is being written: what stands behind a `${` that is still open.
  public var expression: String? {
    let scalars = Array(text.unicodeScalars)
    var open: [Int] = []
    var braces = 0
    var offset = 0
    while offset < scalars.count {
      let next = offset + 1 < scalars.count ? scalars[offset + 1] : nil
      switch scalars[offset] {
      case "$" where next == "$" && offset + 2 < scalars.count && scalars[offset + 2] == "{":
        offset += 2
      case "$" where next == "{":
        offset += 1
        open.append(offset + 1)
      case "{" where !open.isEmpty: braces += 1
      case "}" where braces > 0: braces -= 1
      case "}": _ = open.popLast()
      default: break
      }
      offset += 1
    }
    guard let start = open.last else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start...])
    return String(text)
  }

  /// The cursor at `position` of `source`.
  public init(at position: SourcePosition, in source: Source) {
    var scanner = CursorScanner(source, until: position)
    self = scanner.scan()
    guard role != .value, !isFlow else { return }
    let column = path.isEmpty ? 0 : indentation
    siblings.formUnion(scanner.keysBelow(column: column, SourceLines(source)))
  }

  init(
    path: [Step], role: Role, text: String, start: SourcePosition, position: SourcePosition
  ) {
    self.path = path
    self.role = role
    self.text = text
    self.start = start
    self.position = position
  }
}
