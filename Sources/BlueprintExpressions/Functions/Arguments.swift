import BlueprintModel

/// The arguments of a call, already checked against the parameters; a mismatch here is an error
/// all the same, never a crash.
struct Arguments: Sendable {
  let values: [Value]

  var count: Int { values.count }

  /// The argument with this number, or null if it was left out.
  subscript(number: Int) -> Value { number < values.count ? values[number] : .null }

  func text(_ number: Int) throws(EvaluationError) -> String {
    guard let text = self[number].string else { throw wrong(number, "a string") }
    return text
  }

  func integer(_ number: Int) throws(EvaluationError) -> Int {
    guard let integer = self[number].integer else { throw wrong(number, "an integer") }
    return integer
  }

  /// The argument, or `standard` if it was left out.
  func integer(_ number: Int, or standard: Int) throws(EvaluationError) -> Int {
    number < count ? try integer(number) : standard
  }

  func number(_ number: Int) throws(EvaluationError) -> Double {
    guard let double = self[number].double else { throw wrong(number, "a number") }
    return double
  }

  func list(_ number: Int) throws(EvaluationError) -> [Value] {
    guard let list = self[number].list else { throw wrong(number, "a list") }
    return list
  }

  func map(_ number: Int) throws(EvaluationError) -> ValueMap {
    guard let map = self[number].map else { throw wrong(number, "a map") }
    return map
  }

  private func wrong(_ number: Int, _ wanted: String) -> EvaluationError {
    EvaluationError(
      .wrongType, "argument \(number + 1) must be \(wanted), not a \(self[number].kind)")
  }
}

extension EvaluationError {
  /// A function does not take these arguments; `message` must not hold their values.
  static func invalid(_ message: String) -> EvaluationError {
    EvaluationError(.invalidArgument, message)
  }
}
