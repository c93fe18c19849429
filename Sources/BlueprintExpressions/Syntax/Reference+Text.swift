extension Reference: CustomStringConvertible {
  /// The reference as an expression says it.
  public var description: String { root + path.map(\.description).joined() }
}

extension Reference.Element: CustomStringConvertible {
  /// `.name`, `["odd name"]`, `[3]` or `[*]`.
  public var description: String {
    switch self {
    case .key(let key): Self.isPlain(key) ? ".\(key)" : "[\(ExpressionPrinter.quoted(key))]"
    case .index(let index): "[\(index)]"
    case .splat: "[*]"
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    guard let first = key.unicodeScalars.first, let last = key.unicodeScalars.last else {
      return false
    }
    return first.startsName && last != "-"
      && key.unicodeScalars.allSatisfy { $0.startsName || $0.isDigit || $0 == "-" }
  }
}
