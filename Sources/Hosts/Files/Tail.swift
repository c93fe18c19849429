/// The ends of files.
public enum Tail {
  /// The last `limit` bytes of the file at `path`; empty if there is none.
  ///
  /// The file is read from its start: a `Host` knows no sizes, and what this serves is short.
  public static func text(of path: String, on host: any Host, limit: Int)
    async throws(HostError) -> String
  {
    var kept: [UInt8] = []
    var offset = 0
    while let piece = try await host.read(path, from: offset, limit: 1 << 18), !piece.isEmpty {
      offset += piece.count
      kept += piece
      if kept.count > limit { kept.removeFirst(kept.count - limit) }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The last `count` lines of `text`.
  public static func lines(of text: String, count: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init).dropLast(text.hasSuffix("\n") || text.isEmpty ? 1 : 0).suffix(count)
  }
}
