import BlueprintModel

/// Takes known secret values out of what providers say, before it is journaled or shown.
public struct Redaction: Sendable {
  /// What stands in for a secret.
  public static let mask = "•••"
  /// Shorter values are left alone: they occur everywhere by chance.
  public static let minimumLength = 4

  /// The secrets' bytes, longest first, so that a secret inside another one never leaves the
  /// rest of it behind.
  private var secrets: [[UInt8]]

  /// Masks every text in `values`; of a text with several lines also each line by itself.
  public init(secrets values: some Sequence<Value>) {
    secrets = []
    add(values)
  }

  /// Masks `values` as well.
  public mutating func add(_ values: some Sequence<Value>) {
    var texts: Set<String> = []
    for value in values { Self.collect(value, into: &texts) }
    guard !texts.isEmpty else { return }
    let fresh = texts.map { Array($0.utf8) }.filter { $0.count >= Self.minimumLength }
    secrets = Set(secrets + fresh)
      .sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
  }

  private static func collect(_ value: Value, into texts: inout Set<String>) {
    switch value {
    case .null, .boolean: break
    case .string(let text):
      texts.insert(text)
      for line in text.split(whereSeparator: \.isNewline) { texts.insert(String(line)) }
    case .list(let elements): for element in elements { collect(element, into: &texts) }
    case .map(let entries): for entry in entries { collect(entry.value, into: &texts) }
    case .integer, .number, .duration, .size: texts.insert(value.canonicalJSON)
    }
  }

  /// `text` without secrets.
  public func masking(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var isChanged = false
    for secret in secrets where bytes.count >= secret.count {
      guard bytes.firstRange(of: secret) != nil else { continue }
      bytes = bytes.replacing(secret, with: Array(Self.mask.utf8))
      isChanged = true
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// `value` with every text in it masked; keys are left as they are.
  public func masking(_ value: Value) -> Value {
    switch value {
    case .string(let text): return .string(masking(text))
    case .list(let elements): return .list(elements.map(masking))
    case .map(let entries): return .map(masking(entries))
    case .integer, .number, .duration, .size:
      let text = value.canonicalJSON
      let masked = masking(text)
      return masked == text ? value : .string(masked)
    case .null, .boolean: return value
    }
  }

  /// `map` with every text in its values masked.
  public func masking(_ map: ValueMap) -> ValueMap {
    guard !secrets.isEmpty else { return map }
    let pairs: [(String, Value)] = map.map { ($0.key, masking($0.value)) }
    return ValueMap(pairs)
  }

  /// `outcome` with everything that people may see masked. A handle is left as it is: only its
  /// provider reads it, and it must get back what it gave.
  public func masking(_ outcome: Outcome) -> Outcome {
    guard !secrets.isEmpty else { return outcome }
    switch outcome {
    case .done(let handle, let outputs): return .done(handle: handle, outputs: masking(outputs))
    case .again: return outcome
    case .failed(var failure):
      failure.message = masking(failure.message)
      failure.output = failure.output.map(masking)
      failure.help = failure.help.map(masking)
      return .failed(failure)
    }
  }
}
