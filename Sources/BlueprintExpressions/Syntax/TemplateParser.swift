/// Finds the expressions in a text and goes on behind a mistake.
struct TemplateParser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var builder = SegmentBuilder()
  private var errors: [ExpressionSyntaxError] = []

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() throws(ExpressionSyntaxErrors) -> [Template.Segment] {
    while offset < scalars.count {
      if scalars[offset] == "$", stands("{", at: 1) {
        parseExpression()
      } else if scalars[offset] == "$", stands("$", at: 1), stands("{", at: 2) {
        builder.append("${")
        offset += 3
      } else {
        builder.append(scalars[offset])
        offset += 1
      }
    }
    guard errors.isEmpty else { throw ExpressionSyntaxErrors(errors) }
    return builder.finish()
  }

  private func stands(_ scalar: Unicode.Scalar, at distance: Int) -> Bool {
    offset + distance < scalars.count && scalars[offset + distance] == scalar
  }

  private mutating func parseExpression() {
    var parser = ExpressionParser(scalars, from: offset + 2)
    do throws(ExpressionSyntaxError) {
      builder.append(try parser.parseInterpolation(openedAt: offset))
      offset = parser.offset
    } catch {
      errors.append(error)
      skip(past: max(error.range.lowerBound, offset + 2))
    }
  }

  /// Goes on behind the first `}` after a mistake.
  private mutating func skip(past place: Int) {
    offset = min(place, scalars.count)
    while offset < scalars.count, scalars[offset] != "}" { offset += 1 }
    offset = min(offset + 1, scalars.count)
  }
}
