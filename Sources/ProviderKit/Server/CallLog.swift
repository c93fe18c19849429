import BlueprintModel
import Synchronization

/// The output of one `perform` call on its way to the controller.
///
/// A controller that reads too slowly does not make the plugin's memory grow: lines are left out
/// while the backlog is high, and the next line that goes out says how many.
final class CallLog: Sendable {
  /// Bytes under way from which on lines are left out.
  private static let highestBacklog = 8 << 20
  /// Bytes of a line that are sent; the rest is cut off.
  private static let longestLine = 64 << 10

  private let id: Value
  private let output: OutputLines
  private let leftOut = Mutex(0)

  init(id: Value, output: OutputLines) {
    self.id = id
    self.output = output
  }

  /// Sends `line`.
  @Sendable func append(_ line: String) {
    guard output.backlog < Self.highestBacklog else { return leftOut.withLock { $0 += 1 } }
    tellLeftOut()
    send(line.utf8.count <= Self.longestLine ? line : cut(line))
  }

  /// Says how many lines were left out since it was said last; the call ends with this.
  func tellLeftOut() {
    let missing = leftOut.withLock { count in
      defer { count = 0 }
      return count
    }
    if missing > 0 { send("[\(missing) lines left out: they came faster than they were read]") }
  }

  private func cut(_ line: String) -> String {
    String(decoding: line.utf8.prefix(Self.longestLine), as: UTF8.self) + "…"
  }

  private func send(_ line: String) {
    let message = RPCMessage.notification(
      method: PluginProtocol.log, parameters: ["id": id, "line": .string(line)])
    output.send(message.line)
  }
}
