import BlueprintModel
import Synchronization

/// What waits to be worked on, in order.
final class Inbox: Sendable {
  /// Something to work on.
  enum Item: Sendable, Hashable {
    case message(Message)
    /// A request that its client does not want answered any more.
    case cancelled(Value)
    /// An alarm that rang.
    case alarm(Int)
    /// Bytes that are no message.
    case garbage(String)
    /// Reading failed.
    case failed(String)
    /// The client is gone.
    case end
  }

  private let items = Mutex<[Item]>([])
  /// Something arrived; several arrivals may be told of once.
  let arrivals: AsyncStream<Void>
  private let told: AsyncStream<Void>.Continuation

  init() {
    (arrivals, told) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Takes what was read.
  func take(_ event: InputMessages.Event) {
    switch event {
    case .garbage(let reason): append(.garbage(reason))
    case .failed(let reason): append(.failed(reason))
    case .end: append(.end)
    case .message(let bytes):
      let message = Message(bytes)
      if case .notification("$/cancelRequest", let parameters) = message {
        cancel(parameters["id"] ?? .null)
      } else {
        append(.message(message))
      }
    }
  }

  /// Takes an alarm that rang.
  func take(alarm: Int) { append(.alarm(alarm)) }

  private func append(_ item: Item) {
    items.withLock { $0.append(item) }
    told.yield()
  }

  /// A request that still waits is not done; one that is done already is answered.
  private func cancel(_ id: Value) {
    items.withLock { items in
      for (position, item) in items.enumerated() {
        if case .message(.request(id, _, _)) = item { items[position] = .cancelled(id) }
      }
    }
  }

  /// The next item; nil if nothing waits.
  func next() -> Item? { items.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

  /// Whether a change of a text waits.
  var holdsChange: Bool {
    items.withLock { items in
      items.contains {
        if case .message(.notification("textDocument/didChange", _)) = $0 { true } else { false }
      }
    }
  }
}
