/// What is between the delimiters of a tag that has a name.
struct MustacheTag: Equatable {
  var subject: MustacheElement.Subject
  var transforms: [String]

  /// Functions that tell of the place in a list.
  static let sequenceFunctions: Set = ["first", "last", "index", "even", "odd"]
  /// Functions of a value.
  static let valueFunctions: Set = [
    "capitalized", "count", "empty", "lowercased", "reversed", "sorted", "uppercased",
  ]

  /// Reads `a.b`, `.`, `reversed(a.b)` or `index()`; otherwise `problem` says why not.
  static func read(_ text: String) -> Result<MustacheTag, Problem> {
    var transforms: [String] = []
    var rest = Substring(text)
    while let bracket = rest.firstIndex(of: "(") {
      guard rest.last == ")" else { return .failure(Problem("a closing `)` is missing")) }
      transforms.append(String(rest[..<bracket]))
      rest = rest[rest.index(after: bracket)...].dropLast()
    }
    if rest.isEmpty, let only = transforms.first, transforms.count == 1 {
      guard sequenceFunctions.contains(only) else { return .failure(unknown(only)) }
      return .success(MustacheTag(subject: .sequence, transforms: transforms))
    }
    if let stranger = transforms.first(where: { !valueFunctions.contains($0) }) {
      return .failure(unknown(stranger))
    }
    if rest == "." { return .success(MustacheTag(subject: .present, transforms: transforms)) }
    let path = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.allSatisfy(isName) else {
      return .failure(Problem(text.isEmpty ? "a name is missing" : "`\(text)` is not a name"))
    }
    return .success(MustacheTag(subject: .path(path), transforms: transforms))
  }

  /// Why a tag cannot be read.
  struct Problem: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  private static func unknown(_ function: String) -> Problem {
    let known = valueFunctions.sorted().map { "\($0)(name)" }
    let places = sequenceFunctions.sorted().map { "\($0)()" }
    return Problem(
      "there is no Mustache function `\(function)`; there are: "
        + (known + places).joined(separator: " "))
  }

  private static func isName(_ part: String) -> Bool {
    !part.isEmpty
      && part.unicodeScalars.allSatisfy { $0.startsName || $0.isDigit || $0 == "-" }
  }
}
