extension ExpressionType {
  /// Whether every value of this type can stand where `wanted` is wanted. An integer is a
  /// number too.
  public func fits(_ wanted: ExpressionType) -> Bool {
    switch (form, wanted.form) {
    case (.any, _), (_, .any): true
    case (.integer, .number): true
    case (.list(let element), .list(let other)): element.fits(other)
    case (.map(let value), .map(let other)): value.fits(other)
    case (.object(let fields), .map(let other)): fields.values.allSatisfy { $0.fits(other) }
    case (.map(let value), .object(let fields)): fields.values.allSatisfy { value.fits($0) }
    case (.object(let fields), .object(let others)):
      others.allSatisfy { key, other in fields[key].map { $0.fits(other) } ?? false }
    default: form == wanted.form
    }
  }

  /// The narrowest type that takes the values of both, with the marks of both.
  func joined(_ other: ExpressionType) -> ExpressionType {
    ExpressionType(
      Self.common(form, other.form), secret: secret || other.secret, late: late || other.late)
  }

  /// The common type of list elements; `any` for none.
  static func common(_ types: [ExpressionType]) -> ExpressionType {
    guard let first = types.first else { return .any }
    return types.dropFirst().reduce(first) { $0.joined($1) }
  }

  private static func common(_ left: Form, _ right: Form) -> Form {
    switch (left, right) {
    case (.null, let form), (let form, .null): form
    case (.integer, .number), (.number, .integer): .number
    case (.list(let a), .list(let b)): .list(a.joined(b))
    case (.map(let a), .map(let b)): .map(a.joined(b))
    case (.object(let a), .object(let b)) where Set(a.keys) == Set(b.keys):
      .object(a.merging(b) { $0.joined($1) })
    case (.object(let a), .object(let b)):
      .map(common(Array(a.values) + Array(b.values)))
    case (.object(let fields), .map(let value)), (.map(let value), .object(let fields)):
      .map(common(Array(fields.values) + [value]))
    default: left == right ? left : anyHolding(left, right)
    }
  }

  private static func anyHolding(_ left: Form, _ right: Form) -> Form { .any }
}
