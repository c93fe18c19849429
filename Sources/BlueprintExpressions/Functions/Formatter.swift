import BlueprintModel

/// Fills the places of a `format` text.
struct Formatter {
  private var values: ArraySlice<Value>

  private static let maximumWidth = 1_000

  /// What stands between `%` and the letter.
  private struct Place {
    var fillsWithZeros = false
    var isLeft = false
    var width = 0
  }

  init(values: ArraySlice<Value>) { self.values = values }

  mutating func format(_ text: String) throws(EvaluationError) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "%" { result += try fill(&rest) } else { result.append(character) }
    }
    guard values.isEmpty else { throw .invalid("there are more values than places") }
    return result
  }

  private mutating func fill(_ rest: inout Substring) throws(EvaluationError) -> String {
    if rest.first == "%" {
      rest.removeFirst()
      return "%"
    }
    let place = try readPlace(&rest)
    switch rest.popFirst() {
    case "s":
      guard let text = try next().plainText else { throw .invalid("`%s` needs a plain value") }
      return padded(text, place)
    case "d": return padded(String(try nextInteger()), place)
    case "x": return padded(String(try nextInteger(), radix: 16), place)
    default: throw .invalid("after `%` comes `s`, `d`, `x` or `%`")
    }
  }

  private func readPlace(_ rest: inout Substring) throws(EvaluationError) -> Place {
    var place = Place()
    while let flag = rest.first, flag == "0" || flag == "-" {
      if flag == "0" { place.fillsWithZeros = true } else { place.isLeft = true }
      rest.removeFirst()
    }
    while let digit = rest.first, digit.isASCII, let value = digit.wholeNumberValue {
      place.width = place.width * 10 + value
      guard place.width <= Self.maximumWidth else {
        throw .invalid("a width is above \(Self.maximumWidth)")
      }
      rest.removeFirst()
    }
    return place
  }

  private mutating func next() throws(EvaluationError) -> Value {
    guard let value = values.popFirst() else {
      throw .invalid("there are more places than values")
    }
    return value
  }

  private mutating func nextInteger() throws(EvaluationError) -> Int {
    let value = try next()
    guard let number = value.integer else { throw .invalid("`%d` and `%x` need an integer") }
    return number
  }

  private func padded(_ text: String, _ place: Place) -> String {
    let missing = max(0, place.width - text.count)
    if place.isLeft { return text + String(repeating: " ", count: missing) }
    guard place.fillsWithZeros else { return String(repeating: " ", count: missing) + text }
    let sign = text.hasPrefix("-") ? "-" : ""
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }
}
