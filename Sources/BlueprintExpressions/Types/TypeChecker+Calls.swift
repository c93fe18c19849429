import BlueprintModel

extension TypeChecker {
  mutating func call(_ name: String, _ arguments: [Expression], _ expression: Expression)
    -> ExpressionType
  {
    let types = arguments.map { type(of: $0) }
    let start = expression.range.lowerBound
    let nameRange = start..<min(start + name.unicodeScalars.count, expression.range.upperBound)
    guard let function = FunctionSet.function(named: name) else {
      return report(
        ExpressionProblem(
          .unknownFunction, "there is no function `\(name)`", at: nameRange, name: name,
          candidates: FunctionSet.all.map(\.name).sorted()))
    }
    guard function.accepts(count: types.count) else {
      return report(
        ExpressionProblem(
          .wrongArgumentCount,
          "`\(name)` takes \(function.countText), not \(types.count)", at: expression.range,
          help: "it is `\(function.signature)`"))
    }
    var isGood = true
    for (number, found) in types.enumerated() {
      let parameter = function.parameter(number)
      if parameter.type.accepts(found) {
        isGood = isKnown(found, parameter, of: name, arguments[number]) && isGood
        continue
      }
      isGood = false
      _ = report(
        ExpressionProblem(
          .typeMismatch,
          "`\(parameter.name)` of `\(name)` needs \(parameter.type), not \(found.form.kindWithArticle)",
          at: arguments[number].range, help: "it is `\(function.signature)`"))
    }
    return isGood ? function.result.type(for: types).tainted(by: types) : .any
  }

  /// Whether an argument of the type `type` is known as early, and as open, as `parameter` wants.
  private mutating func isKnown(
    _ type: ExpressionType, _ parameter: FunctionParameter, of name: String,
    _ argument: Expression
  ) -> Bool {
    guard parameter.isKnown, type.holdsLate || type.holdsSecret else { return true }
    let what = "the \(parameter.name) of `\(name)`"
    _ = report(
      type.holdsSecret
        ? ExpressionProblem(.exposedSecret, what, at: argument.range)
        : ExpressionProblem(
          .notKnown, "\(what) must be known when the blueprint is compiled", at: argument.range))
    return false
  }
}
