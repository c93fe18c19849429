/// Reads a growing file of a host line by line, from where it stopped.
struct LineReader: Sendable {
  private static let pieceSize = 1 << 16
  /// A line that is longer is cut here, so that output without line ends takes no memory.
  private static let longestLine = 1 << 14

  private let host: any Host
  private let path: String
  private var offset = 0
  private var rest: [UInt8] = []

  init(host: any Host, path: String) {
    self.host = host
    self.path = path
  }

  /// Hands what has come to `log`, with `all` also a last line without its end. Returns whether
  /// anything had come.
  mutating func drain(all: Bool, to log: (String) -> Void) async throws(HostError) -> Bool {
    let before = offset
    while let piece = try await host.read(path, from: offset, limit: Self.pieceSize),
      !piece.isEmpty
    {
      offset += piece.count
      take(piece, log)
    }
    if all && !rest.isEmpty { flush(log) }
    return offset > before
  }

  private mutating func take(_ piece: [UInt8], _ log: (String) -> Void) {
    for byte in piece {
      if byte == 0x0a { flush(log) } else { rest.append(byte) }
      if rest.count >= Self.longestLine { flush(log) }
    }
  }

  private mutating func flush(_ log: (String) -> Void) {
    log(String(decoding: rest, as: UTF8.self))
    rest.removeAll(keepingCapacity: true)
  }
}
