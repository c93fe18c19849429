import BlueprintModel

/// A value that may hold expressions which are not evaluated yet: what a blueprint's string
/// `"http://${services.api[0].address}"` becomes, and, with references narrowed down to what the
/// engine knows at run time, what a plan's step holds as input.
///
/// Reduction replaces references by what they stand for, as often as needed: the compiler binds
/// inputs, the planner binds machines and services to resources, the engine binds resources and
/// secrets to values.
public indirect enum BoundValue: Sendable, Hashable {
  /// A finished value.
  case literal(Value)
  /// Text with expressions, or one whole expression, which keeps its type.
  case template(Template)
  /// A Mustache text and the names that it may use.
  case mustache(text: String, names: BoundValue)
  /// A list with unfinished elements.
  case list([BoundValue])
  /// A map with unfinished values, in key order.
  case map([String: BoundValue])
}

extension BoundValue {
  /// The value, if it is finished.
  public var literal: Value? {
    guard case .literal(let value) = self else { return nil }
    return value
  }

  /// Whether it is finished. Reduction makes everything a literal that can be one.
  public var isLiteral: Bool { literal != nil }

  /// A template as a bound value: a literal if it holds no expression, or a constant one.
  public init(_ template: Template) {
    if let text = template.literalText {
      self = .literal(.string(text))
    } else if let value = template.wholeExpression?.literal {
      self = .literal(value)
    } else {
      self = .template(template)
    }
  }

  /// A list, finished if its elements are.
  public init(list elements: [BoundValue]) {
    let values = elements.compactMap(\.literal)
    self = values.count == elements.count ? .literal(.list(values)) : .list(elements)
  }

  /// A map, finished if its values are.
  public init(map entries: [String: BoundValue]) {
    let pairs = entries.compactMap { entry in entry.value.literal.map { (entry.key, $0) } }
    self = pairs.count == entries.count ? .literal(.map(ValueMap(pairs))) : .map(entries)
  }
}
