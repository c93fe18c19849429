/// What checking found: the type, and the mistakes in the order of the text.
public struct CheckedType: Sendable, Hashable {
  /// The type of the value; `any` where a mistake hides it.
  public var type: ExpressionType
  /// The mistakes, one for each root cause.
  public var problems: [ExpressionProblem]
}

extension Template {
  /// The type of the template's value where the names of `environment` are in scope.
  public func check(in environment: TypeEnvironment) -> CheckedType {
    var checker = TypeChecker(environment: environment)
    let type = checker.type(of: self)
    return CheckedType(type: type, problems: checker.problems)
  }
}
