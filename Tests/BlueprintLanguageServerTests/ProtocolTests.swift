import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// Messages, positions and addresses.
@Suite struct ProtocolTests {
  private func parts(_ text: String, by size: Int) -> [MessageSplitter.Part] {
    var splitter = MessageSplitter()
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: size).flatMap {
      splitter.feed(bytes[$0..<min($0 + size, bytes.count)])
    }
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func cutsMessages(_ size: Int) {
    let text =
      "Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\n[1]"
      + "Nonsense\r\n\r\nContent-Length: 0\n\nContent-Length: 4\r\n\r\ntrue"
    #expect(
      parts(text, by: size) == [
        .message(Array("{}".utf8)), .message(Array("[1]".utf8)),
        .garbage("a header without Content-Length"), .message([]), .message(Array("true".utf8)),
      ])
  }

  @Test func passesOverWhatIsTooLong() {
    var splitter = MessageSplitter()
    let length = MessageSplitter.longest + 10
    #expect(splitter.feed(Array("Content-Length: \(length)\r\n\r\n".utf8)).count == 1)
    let chunk = [UInt8](repeating: 0x20, count: length / 2)
    #expect(splitter.feed(chunk).isEmpty)
    #expect(splitter.feed(chunk).isEmpty)
    #expect(
      splitter.feed(Array("Content-Length: 1\r\n\r\n1".utf8)) == [.message(Array("1".utf8))])
    #expect(splitter.feed([UInt8](repeating: 0x61, count: 40_000)).count == 1)
  }

  @Test func countsUTF16Units() {
    let lines = TextLines("aé𝄞b\r\nx\n")
    #expect(lines.source(ClientPosition(line: 0, character: 4)) == .init(line: 1, column: 4))
    #expect(lines.client(SourcePosition(line: 1, column: 4)) == .init(line: 0, character: 4))
    #expect(lines.source(ClientPosition(line: 0, character: 99)) == .init(line: 1, column: 5))
    #expect(lines.client(SourcePosition(line: 9, column: 9)) == .init(line: 8, character: 0))
    #expect(lines.count == 3)
  }

  @Test(arguments: [
    (0, 1, 0, 2, "ü", "aü𝄞b\nxyz\n"), (0, 2, 0, 4, "", "aéb\nxyz\n"), (0, 4, 1, 1, "-", "aé𝄞-yz\n"),
    (1, 0, 1, 0, "1\n2\n", "aé𝄞b\n1\n2\nxyz\n"), (9, 0, 9, 9, "end", "aé𝄞b\nxyz\nend"),
    (1, 1, 1, 99, "", "aé𝄞b\nx\n"),
  ])
  func changesStretches(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ text: String, _ result: String) {
    var lines = TextLines("aé𝄞b\nxyz\n")
    let range = ClientRange(
      start: ClientPosition(line: a, character: b), end: ClientPosition(line: c, character: d))
    lines.replace(range, by: text)
    #expect(String(decoding: lines.bytes, as: UTF8.self) == result)
  }

  @Test func readsAddresses() {
    #expect(FileURI.path("file:///a%20b/c%C3%A9.yaml") == "/a b/cé.yaml")
    #expect(FileURI.path("untitled:x") == nil)
    #expect(FileURI.path("file:///a%2") == nil)
    #expect(FileURI.uri("/a b/cé.yaml") == "file:///a%20b/c%C3%A9.yaml")
  }
}
