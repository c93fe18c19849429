import BlueprintModel
import FoundationEssentials

/// The forms that programs and the language's functions give a text: escaped in JSON, quoted by a
/// shell, encoded for a URL, in base64, in hexadecimal digits. A mask that only knew the text itself would let them pass.
enum SecretForms {
  /// The forms of all texts in `value` that differ from the texts.
  static func of(_ value: Value) -> [String] {
    switch value {
    case .string(let text):
      let candidates = [
        escapedInJSON(text), text.replacing("'", with: #"'\''"#),
        text.replacing("'", with: #"'"'"'"#), encodedForURL(text),
        Data(text.utf8).base64EncodedString(), text.utf8.hexadecimal,
      ]
      return Array(Set(candidates.filter { $0 != text })).sorted()
    case .list(let elements): return elements.flatMap(of)
    case .map(let entries):
      // Of a structure, also the whole as JSON is printed.
      return entries.flatMap { of($0.value) } + [value.canonicalJSON]
    case .null, .boolean, .integer, .number, .duration, .size: return []
    }
  }

  private static func escapedInJSON(_ text: String) -> String {
    String(Value.string(text).canonicalJSON.dropFirst().dropLast())
  }

  private static func encodedForURL(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && scalar.properties.isAlphabetic
        || (0x30...0x39).contains(byte) || "-._~".unicodeScalars.contains(scalar)
      encoded += isPlain ? String(scalar) : "%" + [byte].hexadecimal.uppercased()
    }
    return encoded
  }
}
