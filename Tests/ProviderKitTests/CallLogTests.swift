import BlueprintModel
import Glibc
import Testing

@testable import ProviderKit

@Suite struct CallLogTests {
  /// As long as nobody reads the pipe, what exceeds the backlog is counted and not kept.
  @Test func aFullBacklogCostsLinesAndNotMemory() async throws {
    let (reader, writer) = try pipeEnds()
    let output = OutputLines(descriptor: writer)
    let log = CallLog(id: 1, output: output)
    let line = String(repeating: "x", count: 60_000)
    for _ in 0..<400 { log.append(line) }
    #expect(output.backlog > 8 << 20)
    #expect(output.backlog < 9 << 20)
    log.tellLeftOut()
    async let received = lines(of: reader)
    await output.flush()
    #expect(output.backlog == 0)
    close(writer)
    let lines = await received
    close(reader)
    let last = String(decoding: lines.last ?? [], as: UTF8.self)
    #expect(last.contains("[\(401 - lines.count) lines left out"), "\(last.prefix(200))")
  }

  @Test func anEndlessLineIsCut() async throws {
    let (reader, writer) = try pipeEnds()
    let output = OutputLines(descriptor: writer)
    CallLog(id: 1, output: output).append(String(repeating: "x", count: 100_000))
    async let received = lines(of: reader)
    await output.flush()
    close(writer)
    let lines = await received
    close(reader)
    #expect(lines.count == 1)
    #expect((65_536..<66_000).contains(lines.first?.count ?? 0))
    #expect(String(decoding: lines.first ?? [], as: UTF8.self).contains("x…"))
  }

  private func pipeEnds() throws -> (reader: CInt, writer: CInt) {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  private func lines(of descriptor: CInt) async -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for await event in InputLines.events(of: descriptor) {
      if case .line(let line) = event { lines.append(line) }
    }
    return lines
  }
}
