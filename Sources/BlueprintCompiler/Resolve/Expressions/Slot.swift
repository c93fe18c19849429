import BlueprintExpressions

/// What is wanted at a place of the blueprint that takes a value.
struct Slot {
  /// What happens with a value that is not text where text is wanted.
  enum Form {
    /// A scalar's text is taken as the author wrote it.
    case text
    /// Values keep their type.
    case typed
  }

  /// The key, as messages name it.
  var name: String
  /// The type of the value.
  var type: ExpressionType
  /// How plain scalars are read.
  var form: Form = .typed
  /// Whether a secret may be part of the value.
  var allowsSecrets = false

  /// Text that may end up in an argument vector, a plan or a log.
  static func openText(_ name: String) -> Slot {
    Slot(name: name, type: .string, form: .text)
  }

  /// Text that stays private.
  static func privateText(_ name: String) -> Slot {
    Slot(name: name, type: .string, form: .text, allowsSecrets: true)
  }

  /// A value of the type `type`.
  static func typed(_ name: String, _ type: ExpressionType) -> Slot {
    Slot(name: name, type: type)
  }

  /// A value of any type.
  static func any(_ name: String) -> Slot { Slot(name: name, type: .any) }
}
