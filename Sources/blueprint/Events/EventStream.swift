import BlueprintModel
import Synchronization

/// The event stream on standard output: a line that names the format, a line for each event, and a
/// summary in the end. Knows what was written, so that there is one of each.
final class EventStream: Sendable {
  /// The version of the stream's format: the first number changes with what would break readers.
  static let format = "1.0"

  private struct State {
    var isBegun = false
    var isEnded = false
  }

  private let console: Console
  private let state = Mutex(State())

  init(console: Console) { self.console = console }

  /// Writes an event.
  func write(_ event: StoryEvent) {
    begin()
    console.result(event.json.canonicalJSON)
  }

  /// Writes the summary, unless one was written.
  func end(_ summary: Value, at moment: Timestamp) {
    begin()
    let isFirst = state.withLock { state in
      defer { state.isEnded = true }
      return !state.isEnded
    }
    guard isFirst else { return }
    var map = summary.map ?? [:]
    map["type"] = "summary"
    map["ts"] = .string(moment.rfc3339)
    console.result(Value.map(map).canonicalJSON)
  }

  private func begin() {
    let isFirst = state.withLock { state in
      defer { state.isBegun = true }
      return !state.isBegun
    }
    guard isFirst else { return }
    let version: Value = ["type": "version", "format": .string(Self.format)]
    console.result(version.canonicalJSON)
  }
}
