import BlueprintModel

/// Finds what value an author may have meant by a text that is none.
enum MeantValue {
  private static let durationUnits: [(words: Set<String>, milliseconds: Double)] = [
    (["ms", "msec", "msecs", "millis", "millisecond", "milliseconds"], 1),
    (["s", "sec", "secs", "second", "seconds"], 1_000),
    (["m", "min", "mins", "minute", "minutes"], 60_000),
    (["h", "hr", "hrs", "hour", "hours"], 3_600_000),
    (["d", "day", "days"], 86_400_000),
  ]

  private static let sizeUnits: [(letter: Character, bytes: Double)] = [
    ("k", 0x400), ("m", 0x10_0000), ("g", 0x4000_0000), ("t", 0x100_0000_0000),
  ]

  /// The durations that `text` may stand for. A number without a unit may be any of three.
  static func duration(_ text: String) -> [Correction] {
    if isWhole(text) { return ["s", "ms", "m"].map { .replace(text, with: text + $0) } }
    guard !text.isEmpty, let span = sum(of: text),
      Duration(blueprintText: span.blueprintText) != nil
    else {
      return []
    }
    return [.replace(text, with: span.blueprintText, isCertain: true)]
  }

  /// The sizes that `text` may stand for. Only the binary units have one meaning: `4GB` could be
  /// a thousand millions.
  static func size(_ text: String) -> [Correction] {
    if isWhole(text) { return bareSize(text) }
    guard let (amount, unit) = amountAndUnit(text) else { return [] }
    let word = unit.lowercased()
    guard let letter = word.first, let factor = sizeUnits.first(where: { $0.letter == letter })
    else { return [] }
    let rest = word.dropFirst()
    guard rest.isEmpty || rest == "b" || rest == "i" || rest == "ib",
      let bytes = Int(exactly: amount * factor.bytes)
    else { return [] }
    let isBinary = rest.hasPrefix("i")
    return [.replace(text, with: ByteSize(bytes: bytes).description, isCertain: isBinary)]
  }

  /// The values that `text` may stand for where `type` is wanted.
  static func of(_ type: InputType, _ text: String) -> [Correction] {
    switch (type, YAMLScalar(plain: text)) {
    case (.duration, _): duration(text)
    case (.size, _): size(text)
    case (.boolean, .booleanWord(let word, let meaning)): boolean(word, meaning)
    case (.integer, .leadingZero), (.number, .leadingZero): withoutLeadingZero(text)
    default: []
    }
  }

  /// The truth value that a word stands for.
  static func boolean(_ word: String, _ meaning: Bool) -> [Correction] {
    [.replace(word, with: "\(meaning)", isCertain: true)]
  }

  /// A number with leading zeros as a decimal number, and as an octal one if it can be that.
  static func withoutLeadingZero(_ text: String) -> [Correction] {
    let digits = text.drop { $0 == "0" || $0 == "+" || $0 == "-" }
    let sign = text.hasPrefix("-") ? "-" : ""
    let decimal = Correction.replace(text, with: sign + (digits.isEmpty ? "0" : digits))
    guard sign.isEmpty, !text.hasPrefix("+"), Int(digits, radix: 8) != nil else {
      return [decimal]
    }
    return [decimal, .replace(text, with: "0o\(digits)")]
  }

  private static func bareSize(_ text: String) -> [Correction] {
    let bytes = Int(text).map { ByteSize(bytes: $0) }
    let isBytes = bytes.map { $0.bytes >= 1 << 20 && $0.bytes % 1024 == 0 } ?? false
    let inBytes = isBytes ? bytes.map { [$0.description] } : nil
    return (inBytes ?? ["\(text)MiB", "\(text)GiB"]).filter { ByteSize($0) != nil }
      .map { .replace(text, with: $0) }
  }

  /// The sum of parts such as `1h 30m`; nil if one of them is not a duration.
  private static func sum(of text: String) -> Duration? {
    var rest = text[...]
    var milliseconds = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      let word = rest.dropFirst(number.count).drop { $0 == " " }.prefix { $0.isLetter }
      guard let amount = Double(number), number.first != ".",
        let unit = durationUnits.first(where: { $0.words.contains(word.lowercased()) })
      else { return nil }
      // An upper-case `M` may be months.
      if word == "M" { return nil }
      milliseconds += amount * unit.milliseconds
      rest = rest[word.endIndex...].drop { $0 == " " }
    }
    return Int(exactly: milliseconds).map { .milliseconds($0) }
  }

  private static func amountAndUnit(_ text: String) -> (amount: Double, unit: Substring)? {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let amount = Double(number), number.first != ".", amount < 1e15 else { return nil }
    return (amount, text.dropFirst(number.count).drop { $0 == " " })
  }

  private static func isWhole(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 19 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
