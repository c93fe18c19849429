import BlueprintModel

/// The type of an expression's value.
public struct ExpressionType: Sendable, Hashable {
  /// The shape of the values.
  public indirect enum Form: Sendable, Hashable {
    case string, integer, number, boolean, duration, size, null
    /// Nothing is known, or a mistake has been reported: fits everywhere and gives no problem.
    case any
    /// A list of elements of one type.
    case list(ExpressionType)
    /// A map with any keys and values of one type.
    case map(ExpressionType)
    /// A map with these keys.
    case object([String: ExpressionType])
  }

  /// The shape of the values.
  public var form: Form
  /// Whether the value itself is a secret, with all that is in it.
  public var secret: Bool
  /// Whether the value itself is only known when the plan runs, with all that is in it.
  public var late: Bool

  /// A type of values with this shape.
  public init(_ form: Form, secret: Bool = false, late: Bool = false) {
    self.form = form
    self.secret = secret
    self.late = late
  }

  /// Text.
  public static let string = ExpressionType(.string)
  /// A whole number of 64 bits.
  public static let integer = ExpressionType(.integer)
  /// A floating-point number; an integer is one too.
  public static let number = ExpressionType(.number)
  /// True or false.
  public static let boolean = ExpressionType(.boolean)
  /// A span of time.
  public static let duration = ExpressionType(.duration)
  /// A number of bytes.
  public static let size = ExpressionType(.size)
  /// The absence of a value.
  public static let null = ExpressionType(.null)
  /// Nothing is known of it.
  public static let any = ExpressionType(.any)

  /// A list of elements of type `element`.
  public static func list(_ element: ExpressionType) -> ExpressionType {
    ExpressionType(.list(element))
  }

  /// A map with values of type `value`.
  public static func map(_ value: ExpressionType) -> ExpressionType { ExpressionType(.map(value)) }

  /// A map with these keys.
  public static func object(_ fields: [String: ExpressionType]) -> ExpressionType {
    ExpressionType(.object(fields))
  }
}

extension ExpressionType {
  /// The type as a secret one.
  public var asSecret: ExpressionType {
    var type = self
    type.secret = true
    return type
  }

  /// The type as one whose values are known only when the plan runs.
  public var asLate: ExpressionType {
    var type = self
    type.late = true
    return type
  }

  /// Whether the value or something in it is a secret.
  public var holdsSecret: Bool { secret || parts.contains(where: \.holdsSecret) }

  /// Whether the value or something in it is known only when the plan runs.
  public var holdsLate: Bool { late || parts.contains(where: \.holdsLate) }

  /// The type of a value of finished form.
  public init(of value: Value) {
    switch value {
    case .null: self = .null
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .number: self = .number
    case .string: self = .string
    case .duration: self = .duration
    case .size: self = .size
    case .list(let elements): self = .list(Self.common(elements.map(ExpressionType.init(of:))))
    case .map(let entries):
      self = .object(
        Dictionary(
          entries.map { ($0.key, ExpressionType(of: $0.value)) }, uniquingKeysWith: { $1 }))
    }
  }

  private var parts: [ExpressionType] {
    switch form {
    case .list(let part), .map(let part): [part]
    case .object(let fields): Array(fields.values)
    default: []
    }
  }

  /// The type with the marks of `others`, whatever is in them: it is built from them.
  func tainted(by others: some Sequence<ExpressionType>) -> ExpressionType {
    var type = self
    for other in others {
      type.secret = type.secret || other.holdsSecret
      type.late = type.late || other.holdsLate
    }
    return type
  }

  /// The type with the marks of the whole that it is part of.
  func part(of whole: ExpressionType) -> ExpressionType {
    ExpressionType(form, secret: secret || whole.secret, late: late || whole.late)
  }
}

extension ExpressionType: CustomStringConvertible {
  /// The type as messages and the reference call it: `list of string`.
  public var description: String {
    switch form {
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .duration: "duration"
    case .size: "size"
    case .null: "null"
    case .any: "any"
    case .list(let element): element.form == .any ? "list" : "list of \(element)"
    case .map(let value): value.form == .any ? "map" : "map of \(value)"
    case .object: "map"
    }
  }
}
