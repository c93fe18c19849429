/// What an author could have meant to write, as a problem proposes it: what is to change, but not
/// yet where. ``Corrector`` finds the stretch.
struct Correction: Hashable {
  /// A change of the scalar at the problem's place.
  enum Change: Hashable {
    /// The text becomes another one; quotes around it stay.
    case replace(String, with: String)
    /// The text, with its quotes, is put between two others.
    case enclose(String, in: String, and: String)
    /// The quotes around the text go.
    case unquote(String)
  }

  let title: String
  let change: Change
  /// Whether it is surely what was meant.
  let isCertain: Bool

  /// Writes `new` instead of `old`.
  static func replace(_ old: String, with new: String, isCertain: Bool = false) -> Correction {
    Correction(
      title: new.isEmpty ? "leave `\(old)` out" : "write `\(new)`",
      change: .replace(old, with: new), isCertain: isCertain)
  }

  /// A help line for `corrections`: "write `30s`, `30ms` or `30m`"; none without any.
  static func help(_ corrections: [Correction]) -> [String] {
    let texts = corrections.prefix(3).map { "`\($0.text)`" }
    guard let last = texts.last else { return [] }
    guard texts.count > 1 else { return [corrections[0].title] }
    return ["write \(texts.dropLast().joined(separator: ", ")) or \(last)"]
  }

  /// The text that it writes.
  var text: String {
    switch change {
    case .replace(_, let new): new
    case .enclose(let text, let prefix, let suffix): prefix + text + suffix
    case .unquote(let text): text
    }
  }

  /// Writes the single `text` as a list.
  static func list(of text: String) -> Correction {
    Correction(
      title: "write `[\(text)]`", change: .enclose(text, in: "[", and: "]"), isCertain: true)
  }

  /// Writes what stands in quotes without them.
  static func unquote(_ text: String) -> Correction {
    Correction(title: "leave the quotes out", change: .unquote(text), isCertain: true)
  }

  /// Writes another alias, one of `known`, instead of `*old`. What it stands for may be something
  /// else, so no one is surely meant.
  static func aliases(of old: String, among known: [String]) -> [Correction] {
    Suggestions.close(to: old, among: known).map { .replace("*\(old)", with: "*\($0)") }
  }

  /// Writes one of `candidates`, the best first, instead of `old`. Only a single one, and a very
  /// close one, is surely meant.
  static func spelling(of old: String, _ candidates: [String]) -> [Correction] {
    let plain = candidates.filter(isPlain)
    return plain.map {
      let isCertain = candidates.count == 1 && Suggestions.isSure($0, for: old)
      return .replace(old, with: $0, isCertain: isCertain)
    }
  }

  /// ``spelling(of:_:)`` with those of `known` that are close.
  static func spelling(of old: String, among known: [String]) -> [Correction] {
    spelling(of: old, Suggestions.close(to: old, among: known))
  }

  /// ``spelling(of:_:)`` with declared names.
  static func spelling(of old: String, _ candidates: [Candidate]) -> [Correction] {
    spelling(of: old, candidates.map(\.name))
  }

  /// Whether `name` means itself without quotes, with them and in an expression.
  private static func isPlain(_ name: String) -> Bool {
    guard case .string = YAMLScalar(plain: name) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
  }
}
