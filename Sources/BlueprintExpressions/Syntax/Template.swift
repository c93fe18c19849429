import BlueprintModel

/// Text with `${…}` expressions; `$${` stands for the text `${`.
///
/// A template that is one expression and nothing else keeps the expression's type, any other is
/// a string.
public struct Template: Sendable, Hashable {
  /// A part of the text.
  public enum Segment: Sendable, Hashable {
    /// Text that stands for itself, not empty, never next to another such part.
    case literal(String)
    /// `${…}`; never a constant string, which is literal text.
    case expression(Expression)
  }

  /// The parts in order; none for the empty text.
  public let segments: [Segment]

  init(segments: [Segment]) { self.segments = segments }

  /// The template that is `expression` and nothing else.
  init(_ expression: Expression) {
    switch expression.form {
    case .literal(.string), .text: break
    default:
      self.init(segments: [.expression(expression)])
      return
    }
    var builder = SegmentBuilder()
    builder.append(expression)
    self.init(segments: builder.finish())
  }

  /// Reads `text`.
  ///
  /// - Throws: every mistake, with its place in `text`.
  public init(parsing text: String) throws(ExpressionSyntaxErrors) {
    guard text.utf8.contains(UInt8(ascii: "$")) else {
      self.init(segments: text.isEmpty ? [] : [.literal(text)])
      return
    }
    var parser = TemplateParser(text)
    self.init(segments: try parser.parse())
  }

  /// Whether there is no expression in it.
  public var isLiteral: Bool { literalText != nil }

  /// The text, if there is no expression in it.
  public var literalText: String? {
    switch (segments.first, segments.count) {
    case (nil, _): ""
    case (.literal(let text)?, 1): text
    default: nil
    }
  }

  /// The expression, if the template is that and nothing else.
  public var wholeExpression: Expression? {
    guard segments.count == 1, case .expression(let expression)? = segments.first else {
      return nil
    }
    return expression
  }

  /// The bytes of UTF-8 that stand for themselves.
  public var literalLength: Int {
    segments.reduce(0) { length, segment in
      guard case .literal(let text) = segment else { return length }
      return length + text.utf8.count
    }
  }

  /// The expressions in order.
  public var expressions: [Expression] {
    segments.compactMap { segment in
      guard case .expression(let expression) = segment else { return nil }
      return expression
    }
  }

  /// The canonical source: read again, it gives an equal template.
  public var text: String { ExpressionPrinter.text(of: self) }
}

extension Template: CustomStringConvertible {
  public var description: String { text }
}
