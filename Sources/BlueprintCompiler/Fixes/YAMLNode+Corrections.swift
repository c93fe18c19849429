extension YAMLNode {
  /// The correction that takes a scalar's quotes away, where the text without them would be what
  /// `isWanted` says.
  func unquoted(_ isWanted: (YAMLScalar) -> Bool) -> [Correction] {
    guard kind == .scalar, !isPlain, isWanted(YAMLScalar(plain: text)) else { return [] }
    return [.unquote(text)]
  }

  /// The correction that makes a list of a single word.
  var asList: [Correction] {
    guard kind == .scalar, !text.isEmpty, !hasExpression,
      text.utf8.allSatisfy({ !" ,:#{}[]&*!|>'\"%@`\t\n".utf8.contains($0) })
    else { return [] }
    return [.list(of: text)]
  }
}

extension YAMLScalar {
  /// Whether it is `true` or `false`.
  var isBoolean: Bool { if case .boolean = self { true } else { false } }
  /// Whether it is a whole number.
  var isInteger: Bool { if case .integer = self { true } else { false } }
  /// Whether it is a number.
  var isNumber: Bool { if case .number = self { true } else { isInteger } }
}
