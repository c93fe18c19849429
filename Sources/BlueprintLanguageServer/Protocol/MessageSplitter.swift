/// Cuts a stream of bytes into messages: header lines, an empty line, and as many bytes as
/// `Content-Length` says.
///
/// A header without a usable length is passed over up to its empty line, so that a client that
/// sends garbage once can go on.
struct MessageSplitter {
  /// What was cut off.
  enum Part: Equatable {
    /// The content of a message.
    case message([UInt8])
    /// Something that is no message, and why.
    case garbage(String)
  }

  /// The longest message in bytes.
  static let longest = 256 << 20
  /// The longest header in bytes.
  private static let longestHeader = 16 << 10

  private var buffer: [UInt8] = []
  /// Where the next part starts in the buffer.
  private var start = 0
  /// The length of the message whose header was read.
  private var length: Int?
  /// Bytes of a message that is too long, still to be passed over.
  private var surplus = 0

  /// Takes `bytes`; returns the parts that they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [Part] {
    buffer += bytes
    var parts: [Part] = []
    while let part = next() { parts.append(part) }
    buffer.removeFirst(start)
    start = 0
    return parts
  }

  private mutating func next() -> Part? {
    if surplus > 0 {
      let passed = min(surplus, buffer.count - start)
      surplus -= passed
      start += passed
      if surplus > 0 { return nil }
    }
    if let length {
      guard buffer.count - start >= length else { return nil }
      defer {
        start += length
        self.length = nil
      }
      return .message(Array(buffer[start..<start + length]))
    }
    return header()
  }

  private mutating func header() -> Part? {
    guard let end = headerEnd() else {
      guard buffer.count - start > Self.longestHeader else { return nil }
      start = buffer.count
      return .garbage("a header without an end")
    }
    let text = String(decoding: buffer[start..<end.lowerBound], as: UTF8.self)
    start = end.upperBound
    guard let length = Self.length(in: text) else {
      return .garbage("a header without Content-Length")
    }
    guard length <= Self.longest else {
      surplus = length
      return .garbage("a message of more than \(Self.longest >> 20) MiB")
    }
    self.length = length
    return next()
  }

  /// The empty line behind the header, with the line end before it.
  private func headerEnd() -> Range<Int>? {
    var offset = start
    while offset < buffer.count {
      guard buffer[offset] == UInt8(ascii: "\n") else {
        offset += 1
        continue
      }
      var next = offset + 1
      if next < buffer.count, buffer[next] == UInt8(ascii: "\r") { next += 1 }
      if next < buffer.count, buffer[next] == UInt8(ascii: "\n") { return offset..<next + 1 }
      offset += 1
    }
    return nil
  }

  private static func length(in header: String) -> Int? {
    for line in header.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].filter { $0 != " " && $0 != "\t" }
      if let length = Int(digits), length >= 0 { return length }
    }
    return nil
  }
}
