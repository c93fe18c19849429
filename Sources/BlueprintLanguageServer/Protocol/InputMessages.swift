import Dispatch
import Glibc

/// The messages that arrive on a file descriptor, read without a waiting thread.
enum InputMessages {
  /// What arrives.
  enum Event: Sendable, Hashable {
    /// The content of a message.
    case message([UInt8])
    /// Bytes that are no message, and why.
    case garbage(String)
    /// Reading failed; nothing follows.
    case failed(String)
    /// There is nothing more.
    case end
  }

  /// The messages of `descriptor` until its end.
  static func events(of descriptor: CInt) -> AsyncStream<Event> {
    let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
    let queue = DispatchQueue(label: "blueprint.editor.input")
    let channel = DispatchIO(
      type: .stream, fileDescriptor: descriptor, queue: queue, cleanupHandler: { _ in })
    channel.setLimit(lowWater: 1)
    var splitter = MessageSplitter()
    channel.read(offset: 0, length: .max, queue: queue) { done, data, code in
      for part in splitter.feed(Array(data ?? .empty)) {
        switch part {
        case .message(let bytes): continuation.yield(.message(bytes))
        case .garbage(let reason): continuation.yield(.garbage(reason))
        }
      }
      guard done else { return }
      if code != 0 { continuation.yield(.failed(String(cString: strerror(code)))) }
      continuation.finish()
    }
    return stream
  }
}
