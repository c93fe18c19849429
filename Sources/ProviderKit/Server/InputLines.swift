import Dispatch
import Glibc

/// The lines that arrive on a file descriptor, read without a waiting thread.
enum InputLines {
  /// What arrives.
  enum Event: Sendable, Hashable {
    /// A line, without its line feed.
    case line([UInt8])
    /// Reading failed; nothing follows. The end without this is the end of the input.
    case failed(String)
  }

  /// The lines of `descriptor` until its end.
  static func events(of descriptor: CInt) -> AsyncStream<Event> {
    let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
    let queue = DispatchQueue(label: "blueprint.plugin.input")
    let channel = DispatchIO(
      type: .stream, fileDescriptor: descriptor, queue: queue, cleanupHandler: { _ in })
    channel.setLimit(lowWater: 1)
    var splitter = LineSplitter()
    channel.read(offset: 0, length: .max, queue: queue) { done, data, code in
      do throws(LineSplitter.TooLong) {
        let bytes = Array(data ?? .empty)
        let result = bytes.withUnsafeBytes { bytes in
          Result { () throws(LineSplitter.TooLong) in
            try splitter.feed(bytes) { continuation.yield(.line($0)) }
          }
        }
        try result.get()
      } catch {
        continuation.yield(.failed("a line is longer than \(error.limit) bytes"))
        return continuation.finish()
      }
      guard done else { return }
      if code != 0 { continuation.yield(.failed(String(cString: strerror(code)))) }
      continuation.finish()
    }
    return stream
  }
}
