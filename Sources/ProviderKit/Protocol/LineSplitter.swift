import Glibc

/// Cuts a stream of bytes into lines at line feeds.
struct LineSplitter {
  /// A line exceeds the limit.
  struct TooLong: Error, Sendable, Hashable {
    /// The limit, in bytes.
    var limit: Int
  }

  private let limit: Int
  private var rest: [UInt8] = []

  /// A splitter of lines up to `limit` bytes.
  init(limit: Int = PluginProtocol.longestLine) { self.limit = limit }

  /// Takes `bytes` and gives `take` each line that they complete, without its line feed. Empty
  /// lines are passed over.
  mutating func feed(
    _ bytes: UnsafeRawBufferPointer, _ take: ([UInt8]) -> Void
  ) throws(TooLong) {
    var start = 0
    while let end = lineFeed(in: bytes, from: start) {
      try keep(bytes[start..<end])
      if !rest.isEmpty { take(rest) }
      rest = []
      start = end + 1
    }
    try keep(bytes[start...])
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) throws(TooLong) {
    guard rest.count + bytes.count <= limit else { throw TooLong(limit: limit) }
    rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes))
  }

  private func lineFeed(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, CInt(UInt8(ascii: "\n")), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
