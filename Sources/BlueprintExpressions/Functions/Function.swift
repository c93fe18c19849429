import BlueprintModel

/// One function of the language: everything that the evaluation, the type check, the reference
/// and the tests know of it.
public struct Function: Sendable {
  /// A kind of function, a chapter of the reference.
  public enum Group: String, Sendable, Hashable, CaseIterable {
    case strings, lists, maps, numbers, encoding, hashing, networking, conversion, files
  }

  /// What a call looks like and gives.
  public struct Example: Sendable, Hashable {
    /// The call, as an expression.
    public var source: String
    /// Its value.
    public var gives: Value
  }

  /// What the function does with checked arguments.
  typealias Body = @Sendable (Arguments) throws(EvaluationError) -> Value

  /// The name.
  public let name: String
  /// The chapter.
  public let group: Group
  /// What it takes, in order.
  public let parameters: [FunctionParameter]
  /// The type of what it gives.
  public let result: FunctionResult
  /// What it does, in a line.
  public let summary: String
  /// A call and its value.
  public let example: Example
  let body: Body

  init(
    _ name: String, _ group: Group, _ parameters: [FunctionParameter], gives result: FunctionResult,
    _ summary: String, example source: String, is value: Value, body: @escaping Body
  ) {
    self.name = name
    self.group = group
    self.parameters = parameters
    self.result = result
    self.summary = summary
    example = Example(source: source, gives: value)
    self.body = body
  }

  /// The call form: `replace(text: string, old: string, new: string)`.
  public var signature: String {
    "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
  }

  private var isVariadic: Bool { parameters.last?.presence == .repeated }

  private var required: Int { parameters.filter { $0.presence == .required }.count }

  func accepts(count: Int) -> Bool {
    count >= required && (isVariadic || count <= parameters.count)
  }

  /// How many arguments it takes, as a sentence says it.
  var countText: String {
    let noun = required == 1 ? "argument" : "arguments"
    if isVariadic { return "at least \(required) \(noun)" }
    if required == parameters.count { return "\(required) \(noun)" }
    return "\(required) to \(parameters.count) arguments"
  }

  /// The parameter of the argument with this number, which must be one that is accepted.
  func parameter(_ number: Int) -> FunctionParameter {
    parameters[min(number, parameters.count - 1)]
  }

  /// The value for `arguments`, checked against the parameters.
  public func callAsFunction(_ arguments: [Value]) throws(EvaluationError) -> Value {
    guard accepts(count: arguments.count) else {
      throw EvaluationError(
        .invalidArgument, "`\(name)` takes \(countText), not \(arguments.count)")
    }
    for (number, argument) in arguments.enumerated() {
      let parameter = parameter(number)
      guard parameter.type.accepts(ExpressionType(of: argument)) else {
        throw EvaluationError(
          .wrongType,
          "`\(parameter.name)` of `\(name)` needs \(parameter.type), not a \(argument.kind)")
      }
    }
    do { return try body(Arguments(values: arguments)) } catch {
      throw EvaluationError(error.kind, "`\(name)`: \(error.message)", range: error.range)
    }
  }
}
