import Synchronization

/// Events on their way to the one task that takes them. Everything that came in while the taker
/// was busy is taken at once, which is what makes appends grow into batches under load.
///
/// What is in it is bounded by the senders: each call in flight answers once.
final class Mailbox<Event: Sendable>: Sendable {
  private struct Content {
    var events: [Event] = []
    var taker: CheckedContinuation<[Event], Never>?
  }

  private let content = Mutex(Content())

  func post(_ event: Event) {
    let delivery = content.withLock { content -> (CheckedContinuation<[Event], Never>, [Event])? in
      content.events.append(event)
      guard let taker = content.taker else { return nil }
      content.taker = nil
      defer { content.events = [] }
      return (taker, content.events)
    }
    delivery?.0.resume(returning: delivery?.1 ?? [])
  }

  /// What came in, without waiting.
  func takeNow() -> [Event] {
    content.withLock { content in
      defer { content.events = [] }
      return content.events
    }
  }

  /// What came in; waits for the first event if there is none. One taker at a time.
  func take() async -> [Event] {
    await withCheckedContinuation { continuation in
      let events = content.withLock { content -> [Event] in
        guard !content.events.isEmpty else {
          content.taker = continuation
          return []
        }
        defer { content.events = [] }
        return content.events
      }
      if !events.isEmpty { continuation.resume(returning: events) }
    }
  }
}
