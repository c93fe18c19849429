import Dispatch
import Synchronization

/// Writes whole messages to a file descriptor, one after the other, without a waiting thread.
final class Outbox: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var isWriting = false
    /// Nobody reads any more.
    var isBroken = false
    var flushed: [CheckedContinuation<Void, Never>] = []
  }

  private let descriptor: CInt
  private let queue = DispatchQueue(label: "blueprint.editor.output")
  private let state = Mutex(State())

  /// A writer to `descriptor`, which it does not own.
  init(descriptor: CInt) { self.descriptor = descriptor }

  /// Sends `message`; after a failed write it is dropped.
  func send(_ message: [UInt8]) {
    state.withLock { state in
      if !state.isBroken { state.waiting += message }
    }
    writeNext()
  }

  /// Returns when everything sent so far is written, or cannot be.
  func flush() async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if state.isBroken || (state.waiting.isEmpty && !state.isWriting) { return true }
        state.flushed.append(continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  private func writeNext() {
    let bytes = state.withLock { state -> [UInt8] in
      guard !state.isWriting, !state.waiting.isEmpty else { return [] }
      defer { state.waiting = [] }
      state.isWriting = true
      return state.waiting
    }
    guard !bytes.isEmpty else { return }
    let data = bytes.withUnsafeBytes { DispatchData(bytes: $0) }
    DispatchIO.write(toFileDescriptor: descriptor, data: data, runningHandlerOn: queue) {
      _, code in
      self.finish(failed: code != 0)
    }
  }

  private func finish(failed: Bool) {
    let flushed = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.isWriting = false
      if failed {
        state.isBroken = true
        state.waiting = []
      }
      guard state.waiting.isEmpty else { return [] }
      defer { state.flushed = [] }
      return state.flushed
    }
    for continuation in flushed { continuation.resume() }
    writeNext()
  }
}
