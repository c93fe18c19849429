import Synchronization

/// Lines by the call they came from.
final class Lines: Sendable {
  private let lines = Mutex<[Int: [String]]>([:])

  func append(_ line: String, of call: Int = 0) {
    lines.withLock { $0[call, default: []].append(line) }
  }

  subscript(call: Int) -> [String] { lines.withLock { $0[call] ?? [] } }
}
