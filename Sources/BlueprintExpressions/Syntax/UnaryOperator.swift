/// An operator before its operand.
public enum UnaryOperator: String, Sendable, Hashable, CaseIterable {
  /// `-a`, of integers and numbers.
  case negate = "-"
  /// `!a`, of booleans.
  case not = "!"
}
