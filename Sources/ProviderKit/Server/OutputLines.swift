import Dispatch
import Synchronization

/// Writes whole lines to a file descriptor, one after the other, without a waiting thread. Lines
/// that come while a write is under way go out together with the next one.
final class OutputLines: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var writing = 0
    var failed = false
    var flushed: [CheckedContinuation<Void, Never>] = []
  }

  private let descriptor: CInt
  private let queue = DispatchQueue(label: "blueprint.plugin.output")
  private let state = Mutex(State())

  /// A writer to `descriptor`, which it does not own.
  init(descriptor: CInt) { self.descriptor = descriptor }

  /// The bytes that are not written yet.
  var backlog: Int { state.withLock { $0.waiting.count + $0.writing } }

  /// Sends `line`, which ends with its line feed. After a failed write, which means that nobody
  /// reads any more, lines are dropped.
  func send(_ line: [UInt8]) {
    let idle = state.withLock { state in
      guard !state.failed else { return false }
      state.waiting += line
      return state.writing == 0
    }
    if idle { writeNext() }
  }

  /// Returns when everything sent so far is written, or cannot be.
  func flush() async {
    await withCheckedContinuation { continuation in
      let done = state.withLock { state in
        if state.failed || state.waiting.isEmpty && state.writing == 0 { return true }
        state.flushed.append(continuation)
        return false
      }
      if done { continuation.resume() }
    }
  }

  private func writeNext() {
    let bytes = state.withLock { state -> [UInt8] in
      guard state.writing == 0 else { return [] }
      defer { state.waiting = [] }
      state.writing = state.waiting.count
      return state.waiting
    }
    guard !bytes.isEmpty else { return }
    let data = bytes.withUnsafeBytes { DispatchData(bytes: $0) }
    DispatchIO.write(toFileDescriptor: descriptor, data: data, runningHandlerOn: queue) {
      _, code in
      self.finishWrite(failed: code != 0)
    }
  }

  private func finishWrite(failed: Bool) {
    let flushed = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.writing = 0
      state.failed = failed
      if failed { state.waiting = [] }
      guard state.waiting.isEmpty else { return [] }
      defer { state.flushed = [] }
      return state.flushed
    }
    for continuation in flushed { continuation.resume() }
    writeNext()
  }
}
