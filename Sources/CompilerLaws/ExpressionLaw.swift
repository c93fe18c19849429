import BlueprintExpressions
import BlueprintModel

/// What holds for every text with expressions: printed and read again it is equal, what is said
/// is about a stretch of it, and reducing it before it is evaluated changes nothing.
struct ExpressionLaw {
  private static let names: [String: Value] = [
    "a": 7, "b": true, "l": ["x", "y", 3], "m": ["k": "v", "n": ["z": 1]], "s": "text",
    "inputs": ["n": 2, "key": "k", "hosts": ["h1", "h2"]], "locals": ["x": .number(1.5)],
  ]

  private let text: String
  private let subject: LawSubject

  init(_ text: String, _ subject: LawSubject) {
    self.text = text
    self.subject = subject
  }

  var breaches: [String] {
    let count = text.unicodeScalars.count
    do throws(ExpressionSyntaxErrors) {
      let template = try subject.parse(text)
      return breaches(by: template, count)
    } catch {
      let isGood = error.errors.allSatisfy { !$0.message.isEmpty && isInside($0.range, count) }
      return error.errors.isEmpty || !isGood ? ["a syntax error is not about the text"] : []
    }
  }

  private func isInside(_ range: Range<Int>, _ count: Int) -> Bool {
    range.lowerBound >= 0 && range.upperBound <= count
  }

  private func breaches(by template: Template, _ count: Int) -> [String] {
    var found: [String] = []
    if (try? subject.parse(template.text)) != template {
      found.append("printed and read again it differs: \(template.text)")
    }
    let environment = TypeEnvironment(Self.names.mapValues(ExpressionType.init(of:)))
    let checked = subject.check(template, environment)
    if !checked.problems.allSatisfy({ !$0.message.isEmpty && isInside($0.range, count) }) {
      found.append("a problem is not about the text")
    }
    let value = try? template.evaluated(in: Self.names)
    let known = Self.names.filter { $0.key != "l" }.mapValues(BoundValue.literal)
    if let reduced = try? subject.reduce(BoundValue(template), known) {
      let later = try? reduced.evaluated(in: Self.names)
      if later != value { found.append("reduced first, its value is another") }
    } else if value != nil {
      found.append("it has a value, but cannot be reduced")
    }
    if let value, checked.problems.isEmpty, value != .null,
      !ExpressionType(of: value).fits(checked.type)
    {
      found.append("a \(value.kind) is no \(checked.type)")
    }
    return found
  }
}
