import BlueprintModel

/// The smallest parts of an expression.
enum Token: Equatable {
  /// A name, also `true`, `false` and `null`.
  case name(String)
  /// An integer's digits. They become a value where the sign is known, since the least integer
  /// has no positive twin.
  case digits(String)
  /// A number with a fraction or exponent, a duration or a size.
  case constant(Value)
  /// The start of a string; what follows is read as text.
  case quote(Unicode.Scalar)
  /// An operator or a bracket.
  case symbol(String)
  /// Nothing is left.
  case end

  /// How messages call it.
  var description: String {
    switch self {
    case .name(let name): "`\(name)`"
    case .digits(let digits): "`\(digits)`"
    case .constant(let value): "`\(value.plainText ?? value.kind)`"
    case .quote: "a string"
    case .symbol(let symbol): "`\(symbol)`"
    case .end: "the end of the text"
    }
  }
}
