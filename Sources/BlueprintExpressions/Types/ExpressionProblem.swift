/// A mistake of type or name in an expression.
public struct ExpressionProblem: Sendable, Hashable {
  /// What kind of mistake it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A root that is not in scope.
    case unknownName
    /// A key that the map is known not to have.
    case unknownField
    /// A path into something that has no parts, or parts of another kind.
    case notIndexable
    /// Operands, conditions or arguments of the wrong type.
    case typeMismatch
    /// A value that has no text within a text.
    case notText
    /// A function that there is not.
    case unknownFunction
    /// Too few or too many arguments.
    case wrongArgumentCount
    /// A constant part that has no value, such as a division by zero.
    case noValue
    /// Something that must be known when the blueprint is compiled, and is not.
    case notKnown
    /// A secret where it would be seen; the message says where.
    case exposedSecret
  }

  /// What kind of mistake it is.
  public var kind: Kind
  /// What is wrong, one line.
  public var message: String
  /// Where, in Unicode scalars of the template's text.
  public var range: Range<Int>
  /// The name that was not found, if the problem is about one.
  public var name: String?
  /// The names that would have been found there, in order.
  public var candidates: [String]
  /// A next step, if there is one besides the candidates.
  public var help: String?

  /// A problem; see the properties for the parameters.
  public init(
    _ kind: Kind, _ message: String, at range: Range<Int>, name: String? = nil,
    candidates: [String] = [], help: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.name = name
    self.candidates = candidates
    self.help = help
  }
}
