import BlueprintModel

extension FunctionSet {
  static let encoding: [Function] = [
    Function(
      "base64_encode", .encoding, [.init("text", .string)], gives: .string,
      "The text's UTF-8 bytes in Base64.", example: "base64_encode(\"shop\")", is: "c2hvcA=="
    ) { a throws(EvaluationError) in .string(Base64.encode(Array(try a.text(0).utf8))) },
    Function(
      "base64_decode", .encoding, [.init("text", .string)], gives: .string,
      "The text whose UTF-8 bytes are given in Base64.", example: "base64_decode(\"c2hvcA==\")",
      is: "shop"
    ) { a throws(EvaluationError) in
      guard let bytes = Base64.decode(try a.text(0)) else { throw .invalid("not Base64") }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .invalid("the bytes are not UTF-8 text")
      }
      return .string(text)
    },
    Function(
      "url_encode", .encoding, [.init("text", .string)], gives: .string,
      "The text as a part of a URL.", example: "url_encode(\"a b&c\")", is: "a%20b%26c"
    ) { a throws(EvaluationError) in .string(urlEncoded(try a.text(0))) },
    Function(
      "json_encode", .encoding, [.init("value", .any)], gives: .string,
      "The value as JSON, keys in order.", example: "json_encode({b: [1, true], a: null})",
      is: "{\"a\":null,\"b\":[1,true]}"
    ) { a throws(EvaluationError) in .string(a[0].canonicalJSON) },
    Function(
      "json_decode", .encoding, [.init("text", .string)], gives: .any, "The value of a JSON text.",
      example: "json_decode('{\"a\": [1]}')", is: ["a": [1]]
    ) { a throws(EvaluationError) in
      do { return try Value(jsonText: try a.text(0)) } catch let error as JSONSyntaxError {
        throw .invalid(error.description)
      } catch { throw .invalid("not JSON") }
    },
    Function(
      "hex", .encoding, [.init("text", .string)], gives: .string,
      "The text's UTF-8 bytes in hexadecimal digits.", example: "hex(\"Az\")", is: "417a"
    ) { a throws(EvaluationError) in
      .string(try a.text(0).utf8.map { hexadecimal($0, "0123456789abcdef") }.joined())
    },
    Function(
      "sha256", .hashing, [.init("text", .string)], gives: .string,
      "The SHA-256 digest of the text's UTF-8 bytes, in hexadecimal digits.",
      example: "sha256(\"\")",
      is: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ) { a throws(EvaluationError) in .string(Digest(of: try a.text(0).utf8).description) },
  ]

  private static func hexadecimal(_ byte: UInt8, _ digits: String) -> String {
    let digits = Array(digits)
    return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }

  /// Percent-encoding of all but the unreserved characters of RFC 3986.
  private static func urlEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isUnreserved =
        scalar.startsName || scalar.isDigit || scalar == "-" || scalar == "." || scalar == "~"
      return isUnreserved
        ? String(Character(scalar)) : "%" + hexadecimal(byte, "0123456789ABCDEF")
    }.joined()
  }
}
