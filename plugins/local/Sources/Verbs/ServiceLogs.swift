import BlueprintModel
import Hosts
import ProviderKit

/// `service.logs {host, name, lines?, offset?}`: the last lines of the service's output, or,
/// with an offset, what came after it. The offset in the answer is where to go on.
struct ServiceLogs: LocalVerb {
  private static let limit = 1 << 20

  private let call: VerbCall
  private let path: String
  private let lines: Int
  private let offset: Int?

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    let name = try input.fileName("name")
    let machine = try call.machine()
    path = "\(machine.services(on: call.host).directory(of: name))/log"
    lines = try input.optional("lines", "an integer", \.integer) ?? 100
    offset = try input.optional("offset", "an integer", \.integer)
  }

  func perform() async throws(Failure) -> Outcome {
    let size = DirectoryTree.size(of: path) ?? 0
    // A log that was rotated begins anew.
    let start = offset.map { $0 <= size ? max(0, $0) : 0 } ?? max(0, size - Self.limit)
    let bytes = try Failure.catching { () throws(HostError) in
      try FileRange.read(path, from: start, limit: Self.limit) ?? []
    }
    // Of a line that is being written, the next call hands over the whole.
    let end = offset == nil ? bytes.count : (bytes.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0)
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    let found = Tail.lines(of: text, count: offset == nil ? lines : Int.max)
    return .done(
      handle: nil,
      outputs: [
        "lines": .list(found.map(Value.string)), "offset": .integer(start + end),
      ])
  }
}
