import BlueprintModel

extension BoundValue {
  /// How much a value is, as far as somebody wants to know: a value can be short to write and,
  /// with what it is built from written out, larger than any memory.
  public struct Measure: Sendable {
    /// The lists, maps, plain values and parts of expressions, stopping above ``limit``.
    public private(set) var nodes = 0
    /// Whether lists and maps are nested deeper than ``maximumDepth``.
    public private(set) var isTooDeep = false
    private let limit: Int

    /// The deepest nesting of lists and maps.
    public static let maximumDepth = 200

    /// The measure of `value`, as long as it is not above `limit`.
    public init(_ value: BoundValue, upTo limit: Int) {
      self.limit = limit
      add(value, depth: 0)
    }

    private var isDone: Bool { nodes > limit || isTooDeep }

    private mutating func add(_ value: BoundValue, depth: Int) {
      nodes += 1
      isTooDeep = isTooDeep || depth > Self.maximumDepth
      guard !isDone else { return }
      switch value {
      case .literal(let value): add(value, depth: depth)
      case .template(let template): for part in template.expressions { nodes += part.size }
      case .mustache(_, let names): add(names, depth: depth + 1)
      case .list(let elements):
        for element in elements where !isDone { add(element, depth: depth + 1) }
      case .map(let entries):
        for entry in entries.values where !isDone { add(entry, depth: depth + 1) }
      }
    }

    private mutating func add(_ value: Value, depth: Int) {
      nodes += 1
      isTooDeep = isTooDeep || depth > Self.maximumDepth
      guard !isDone else { return }
      switch value {
      case .list(let elements):
        for element in elements where !isDone { add(element, depth: depth + 1) }
      case .map(let entries):
        for entry in entries where !isDone { add(entry.value, depth: depth + 1) }
      default: break
      }
    }
  }
}
