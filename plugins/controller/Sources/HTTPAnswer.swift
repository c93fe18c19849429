import BlueprintModel

/// What a server answered.
struct HTTPAnswer: Sendable {
  /// The most bytes of a body that are read.
  static let longestBody = 1 << 20
  /// The most bytes of a body that an output holds.
  static let longestOutput = 64 << 10

  let status: Int
  /// The headers by their names in lower case; several of one name are joined by commas.
  let headers: [String: String]
  let body: [UInt8]
  /// Whether the body goes on.
  let isCut: Bool

  /// The answer whose header lines are the last ones of `head`, which may hold those of interim
  /// answers too; nil if there are none.
  init?(head: String, body: [UInt8], isCut: Bool) {
    // A carriage return and a line feed are one character.
    let lines = head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let start = lines.lastIndex(where: { $0.hasPrefix("HTTP/") }) else { return nil }
    let words = lines[start].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { return nil }
    var headers: [String: String] = [:]
    for line in lines[(start + 1)...].prefix(while: { !$0.isEmpty }) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].drop { $0 == " " || $0 == "\t" }
      headers[parts[0].lowercased(), default: ""] +=
        headers[parts[0].lowercased()] == nil
        ? String(value) : ", \(value)"
    }
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }

  /// What later steps may use: the body no longer than an output may be, and no session's secrets.
  var outputs: ValueMap {
    let names: [(String, Value)] = headers.filter { $0.key != "set-cookie" }
      .map { ($0.key, .string($0.value)) }
    return [
      "status": .integer(status), "headers": .map(ValueMap(names)),
      "body": .string(String(decoding: body.prefix(Self.longestOutput), as: UTF8.self)),
    ]
  }

  /// The last lines of the body, for a failure.
  var lastLines: [String] {
    let tail = String(decoding: body.suffix(4 << 10), as: UTF8.self)
    return Array(tail.split(whereSeparator: \.isNewline).suffix(20)).map { String($0.prefix(500)) }
  }

  /// How long the server asks to wait; nil if it does not say so in seconds.
  var retryAfter: Duration? {
    headers["retry-after"].flatMap { Int($0) }.map { .seconds(min(max($0, 0), 86_400)) }
  }

  /// Whether the answer sends the client elsewhere, with the same question.
  var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }
}
