/// One GET of a health check. Only the status line of the answer counts.
struct HTTPProbe: Sendable {
  private static let longestStatusLine = 1_024

  let address: String
  let port: Int
  let path: String

  /// The status of the answer.
  func status(within limit: Duration) async throws(SocketFailure) -> Int {
    let target = path.utf8.filter { $0 > 0x20 && $0 < 0x7f }
    let request =
      Array("GET ".utf8) + target
      + Array(
        (" HTTP/1.1\r\nHost: \(address):\(port)\r\nUser-Agent: blueprint\r\nAccept: */*\r\n"
          + "Connection: close\r\n\r\n").utf8)
    let connection = try await Connection.open(to: address, port: port, within: limit)
    try await connection.send(request)
    var answer: [UInt8] = []
    while !answer.contains(0x0a), answer.count < Self.longestStatusLine {
      let piece = try await connection.receive()
      if piece.isEmpty { break }
      answer += piece
    }
    guard let status = Self.status(of: answer) else { throw SocketFailure("no HTTP answer") }
    return status
  }

  /// The status in a status line: `HTTP/1.1 200 OK`.
  static func status(of answer: [UInt8]) -> Int? {
    let line = String(decoding: answer.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].count == 3 else { return nil }
    return Int(words[1])
  }
}
