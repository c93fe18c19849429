import BlueprintModel

/// The syntax tree of what stands between `${` and `}`.
///
/// The language is pure and total: evaluation always ends, and depends on nothing but the values
/// of the references. Two expressions are equal if they say the same; where they stand in a text
/// does not matter.
public struct Expression: Sendable {
  /// What an expression can be.
  public indirect enum Form: Sendable, Hashable {
    /// A constant. A list or map of constants is a constant.
    case literal(Value)
    /// A name and a path that is known from the text.
    case reference(Reference)
    /// Moves from a computed value, or with a computed index. After a splat, the moves are made
    /// from each element.
    case access(Expression, [Accessor])
    /// Text with at least one expression and something else.
    case text(Template)
    /// An operator before its operand.
    case unary(UnaryOperator, Expression)
    /// An operator between its operands.
    case binary(BinaryOperator, Expression, Expression)
    /// `condition ? then : otherwise`.
    case conditional(Expression, then: Expression, otherwise: Expression)
    /// `[a, b]`, at least one element not constant.
    case list([Expression])
    /// `{key: a}` in key order, at least one value not constant.
    case map([Entry])
    /// `name(a, b)`.
    case call(String, [Expression])
  }

  /// One move from a value.
  public enum Accessor: Sendable, Hashable {
    /// `.name` or `["name"]`.
    case key(String)
    /// `[3]`, from 0.
    case index(Int)
    /// `[*]`.
    case splat
    /// `[expression]`.
    case computed(Expression)
  }

  /// A key and its value in a map.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public var key: String
    /// The value.
    public var value: Expression
  }

  /// The greatest depth of a tree; the parser and the reduction refuse deeper ones, so that
  /// recursion over a tree never meets the end of the stack.
  public static let maximumDepth = 200

  /// What it is.
  public let form: Form
  /// Where it stands in the template's text, in Unicode scalars; empty for an expression that
  /// was computed.
  public let range: Range<Int>
  /// Where each move of a reference or an access stands; empty if not known.
  let moveRanges: [Range<Int>]
  /// The levels of the tree, at least 1.
  let depth: Int
  /// The expressions in the tree, each as often as it is there.
  let size: Int

  /// The greatest size of a tree that replacing references may give.
  static let maximumSize = 100_000

  init(_ form: Form, at range: Range<Int> = 0..<0, moves: [Range<Int>] = []) {
    self.form = form
    self.range = range
    moveRanges = moves
    depth = 1 + form.childDepth
    size = form.childSizes.reduce(1) { min($0 + $1, Int.max / 2) }
  }

  /// Where the move with this number stands, as closely as it is known.
  func moveRange(_ number: Int) -> Range<Int> {
    number < moveRanges.count ? moveRanges[number] : range
  }
}

extension Expression: Hashable {
  public static func == (left: Expression, right: Expression) -> Bool { left.form == right.form }

  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}

extension Expression.Form {
  /// The sizes of the children.
  fileprivate var childSizes: [Int] {
    switch self {
    case .literal, .reference: []
    case .access(let base, let moves):
      [base.size]
        + moves.compactMap { move in
          if case .computed(let index) = move { index.size } else { nil }
        }
    case .text(let template): template.expressions.map(\.size)
    case .unary(_, let operand): [operand.size]
    case .binary(_, let left, let right): [left.size, right.size]
    case .conditional(let condition, let then, let otherwise):
      [condition.size, then.size, otherwise.size]
    case .list(let elements), .call(_, let elements): elements.map(\.size)
    case .map(let entries): entries.map(\.value.size)
    }
  }

  /// The depth of the deepest child, 0 without one.
  fileprivate var childDepth: Int {
    switch self {
    case .literal(let value): value.nesting
    case .reference: 0
    case .access(let base, let moves):
      moves.reduce(base.depth) { depth, move in
        if case .computed(let index) = move { max(depth, index.depth) } else { depth }
      }
    case .text(let template): template.expressions.map(\.depth).max() ?? 0
    case .unary(_, let operand): operand.depth
    case .binary(_, let left, let right): max(left.depth, right.depth)
    case .conditional(let condition, let then, let otherwise):
      max(condition.depth, then.depth, otherwise.depth)
    case .list(let elements), .call(_, let elements): elements.map(\.depth).max() ?? 0
    case .map(let entries): entries.map(\.value.depth).max() ?? 0
    }
  }
}

extension Value {
  /// How many lists and maps are within each other here; 0 for a plain value.
  fileprivate var nesting: Int {
    switch self {
    case .list(let elements): 1 + (elements.map(\.nesting).max() ?? 0)
    case .map(let entries): 1 + (entries.map(\.value.nesting).max() ?? 0)
    default: 0
    }
  }
}
