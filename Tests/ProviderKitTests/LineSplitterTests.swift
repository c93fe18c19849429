import Testing

@testable import ProviderKit

@Suite struct LineSplitterTests {
  private func lines(_ chunks: [String], limit: Int = 5) throws -> [String] {
    var splitter = LineSplitter(limit: limit)
    var lines: [String] = []
    for chunk in chunks {
      try Array(chunk.utf8).withUnsafeBytes { bytes in
        try splitter.feed(bytes) { lines.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    return lines
  }

  @Test func cutsWhereverTheChunksEnd() throws {
    #expect(try lines(["ab\ncd", "e", "\n\n", "f\n", "rest"]) == ["ab", "cde", "f"])
    #expect(try lines(["12345\n"]) == ["12345"])
  }

  @Test(arguments: [["123456\n"], ["123", "456"], ["ok\n123456"]])
  func aLongLineIsAnErrorAsSoonAsItIsSeen(chunks: [String]) {
    #expect(throws: LineSplitter.TooLong(limit: 5)) { try lines(chunks) }
  }
}
