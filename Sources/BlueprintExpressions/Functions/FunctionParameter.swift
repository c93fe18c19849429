/// What a function takes in one place.
public struct FunctionParameter: Sendable, Hashable, CustomStringConvertible {
  /// Whether the argument may be left out.
  public enum Presence: Sendable, Hashable {
    /// It must be there.
    case required
    /// It may be left out.
    case optional
    /// None, one or more; only the last parameter is so.
    case repeated
  }

  /// The name in messages and in the reference.
  public var name: String
  /// What is accepted.
  public var type: ParameterType
  /// Whether it may be left out.
  public var presence: Presence
  /// Whether the argument must be known when the blueprint is compiled, and may be seen.
  public var isKnown: Bool

  init(
    _ name: String, _ type: ParameterType, _ presence: Presence = .required, isKnown: Bool = false
  ) {
    self.name = name
    self.type = type
    self.presence = presence
    self.isKnown = isKnown
  }

  /// `name: type`, with `?` or `...` behind it.
  public var description: String {
    switch presence {
    case .required: "\(name): \(type.plain)"
    case .optional: "\(name)?: \(type.plain)"
    case .repeated: "\(name)...: \(type.plain)"
    }
  }
}

/// One or several types of which an argument must have one.
public struct ParameterType: Sendable, Hashable, CustomStringConvertible {
  /// The types.
  public var choices: [ExpressionType]

  init(_ choices: ExpressionType...) { self.choices = choices }

  static let any = ParameterType(.any)
  static let string = ParameterType(.string)
  static let integer = ParameterType(.integer)
  static let number = ParameterType(.number)
  static let list = ParameterType(.list(.any))
  static let strings = ParameterType(.list(.string))
  static let numbers = ParameterType(.list(.number))
  static let map = ParameterType(.map(.any))

  func accepts(_ type: ExpressionType) -> Bool { choices.contains { type.fits($0) } }

  /// The types as the reference gives them.
  var plain: String { choices.map(\.description).joined(separator: " or ") }

  /// The types as a sentence names them.
  public var description: String {
    choices.map { type in
      let text = type.description
      return text.hasPrefix("i") || text.hasPrefix("a") ? "an \(text)" : "a \(text)"
    }.joined(separator: " or ")
  }
}

/// The type of what a function gives.
public struct FunctionResult: Sendable {
  /// The type for arguments of these types; their marks are added by the caller.
  let type: @Sendable ([ExpressionType]) -> ExpressionType
  /// The type as the reference names it.
  public let description: String

  private init(
    _ description: String, _ type: @escaping @Sendable ([ExpressionType]) -> ExpressionType
  ) {
    self.description = description
    self.type = type
  }

  func type(for arguments: [ExpressionType]) -> ExpressionType { type(arguments) }

  static func fixed(_ type: ExpressionType) -> FunctionResult {
    FunctionResult(type.description) { _ in type }
  }

  /// A type that depends on the arguments; `description` says how.
  static func computed(
    _ description: String, _ type: @escaping @Sendable ([ExpressionType]) -> ExpressionType
  ) -> FunctionResult {
    FunctionResult(description, type)
  }

  static let string = fixed(.string)
  static let integer = fixed(.integer)
  static let boolean = fixed(.boolean)
  static let strings = fixed(.list(.string))
  static let any = fixed(.any)
  /// The type of the first argument.
  static let same = computed("as the argument") { $0.first ?? .any }
  /// The element type of the first argument.
  static let element = computed("an element") { $0.first?.element ?? .any }
  /// The common type of all arguments.
  static let common = computed("as the arguments") { ExpressionType.common($0) }
}

extension ExpressionType {
  /// The type of a list's elements or of a map's values; `any` for anything else.
  var element: ExpressionType {
    switch form {
    case .list(let element), .map(let element): element.part(of: self)
    case .object(let fields): ExpressionType.common(Array(fields.values)).part(of: self)
    default: .any
    }
  }
}
