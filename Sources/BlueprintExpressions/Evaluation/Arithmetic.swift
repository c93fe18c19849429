import BlueprintModel

/// The operators on values. All of them are total: what has no result is an error.
enum Arithmetic {
  static func apply(_ symbol: UnaryOperator, _ value: Value) throws(EvaluationError) -> Value {
    switch (symbol, value) {
    case (.not, .boolean(let flag)): return .boolean(!flag)
    case (.negate, .number(let number)): return .number(-number)
    case (.negate, .integer(let number)):
      let (result, overflow) = (0).subtractingReportingOverflow(number)
      guard !overflow else { throw overflowError(symbol.rawValue) }
      return .integer(result)
    default:
      throw EvaluationError(.wrongType, "`\(symbol.rawValue)` cannot be applied to a \(value.kind)")
    }
  }

  /// Any operator but `&&` and `||`, which do not always look at their right side.
  static func apply(_ symbol: BinaryOperator, _ left: Value, _ right: Value)
    throws(EvaluationError) -> Value
  {
    switch symbol {
    case .equal: return .boolean(equal(left, right))
    case .notEqual: return .boolean(!equal(left, right))
    case .less: return .boolean(try compare(symbol, left, right) < 0)
    case .lessOrEqual: return .boolean(try compare(symbol, left, right) <= 0)
    case .greater: return .boolean(try compare(symbol, left, right) > 0)
    case .greaterOrEqual: return .boolean(try compare(symbol, left, right) >= 0)
    default: return try calculate(symbol, left, right)
    }
  }

  /// Equality of values, where an integer equals the number of the same size.
  static func equal(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.integer(let whole), .number(let number)), (.number(let number), .integer(let whole)):
      Int(exactly: number) == whole
    default: left == right
    }
  }

  /// Negative, 0 or positive, for values that have an order.
  static func order(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): sign(a, b)
    case (.string(let a), .string(let b)): sign(a, b)
    case (.duration(let a), .duration(let b)): sign(a, b)
    case (.size(let a), .size(let b)): sign(a, b)
    default:
      if let a = left.double, let b = right.double { sign(a, b) } else { nil }
    }
  }

  private static func sign<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }

  private static func compare(_ symbol: BinaryOperator, _ left: Value, _ right: Value)
    throws(EvaluationError) -> Int
  {
    guard let order = order(left, right) else { throw mismatch(symbol, left, right) }
    return order
  }

  private static func calculate(_ symbol: BinaryOperator, _ left: Value, _ right: Value)
    throws(EvaluationError) -> Value
  {
    switch (symbol, left, right) {
    case (.add, .string(let a), .string(let b)): return .string(try limited(a + b))
    case (_, .integer(let a), .integer(let b)): return .integer(try whole(symbol, a, b))
    case (.add, .duration(let a), .duration(let b)),
      (.subtract, .duration(let a), .duration(let b)):
      return try span(symbol, a.milliseconds, b.milliseconds)
    case (.multiply, .duration(let a), .integer(let b)),
      (.divide, .duration(let a), .integer(let b)),
      (.multiply, .integer(let b), .duration(let a)):
      return try span(symbol, a.milliseconds, b)
    case (.add, .size(let a), .size(let b)), (.subtract, .size(let a), .size(let b)):
      return try size(symbol, a.bytes, b.bytes)
    case (.multiply, .size(let a), .integer(let b)), (.divide, .size(let a), .integer(let b)),
      (.multiply, .integer(let b), .size(let a)):
      return try size(symbol, a.bytes, b)
    default:
      guard let a = left.double, let b = right.double else { throw mismatch(symbol, left, right) }
      return .number(try fraction(symbol, a, b))
    }
  }

  private static func whole(_ symbol: BinaryOperator, _ left: Int, _ right: Int)
    throws(EvaluationError) -> Int
  {
    if symbol == .divide || symbol == .remainder, right == 0 { throw zeroError(symbol) }
    let (result, overflow) =
      switch symbol {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: left.multipliedReportingOverflow(by: right)
      case .divide: left.dividedReportingOverflow(by: right)
      default: left.remainderReportingOverflow(dividingBy: right)
      }
    guard !overflow else { throw overflowError(symbol.rawValue) }
    return result
  }

  private static func fraction(_ symbol: BinaryOperator, _ left: Double, _ right: Double)
    throws(EvaluationError) -> Double
  {
    if symbol == .divide || symbol == .remainder, right == 0 { throw zeroError(symbol) }
    let result =
      switch symbol {
      case .add: left + right
      case .subtract: left - right
      case .multiply: left * right
      case .divide: left / right
      default: left.truncatingRemainder(dividingBy: right)
      }
    guard result.isFinite else { throw overflowError(symbol.rawValue) }
    return result
  }

  private static func span(_ symbol: BinaryOperator, _ left: Int, _ right: Int)
    throws(EvaluationError) -> Value
  {
    .duration(.milliseconds(try quantity(symbol, left, right, "duration")))
  }

  private static func size(_ symbol: BinaryOperator, _ left: Int, _ right: Int)
    throws(EvaluationError) -> Value
  {
    .size(ByteSize(bytes: try quantity(symbol, left, right, "size")))
  }

  private static func quantity(_ symbol: BinaryOperator, _ left: Int, _ right: Int, _ kind: String)
    throws(EvaluationError) -> Int
  {
    let result = try whole(symbol, left, right)
    guard result >= 0 else {
      throw EvaluationError(.arithmetic, "`\(symbol.rawValue)` gives a negative \(kind)")
    }
    return result
  }

  private static func mismatch(_ symbol: BinaryOperator, _ left: Value, _ right: Value)
    -> EvaluationError
  {
    EvaluationError(
      .wrongType,
      "`\(symbol.rawValue)` cannot be applied to a \(left.kind) and a \(right.kind)")
  }

  private static func zeroError(_ symbol: BinaryOperator) -> EvaluationError {
    EvaluationError(.arithmetic, "`\(symbol.rawValue)` by zero")
  }

  private static func overflowError(_ symbol: String) -> EvaluationError {
    EvaluationError(.arithmetic, "the result of `\(symbol)` is too large")
  }
}

extension Value {
  /// The value as a floating-point number, if it is an integer or number.
  var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
