import BlueprintEngine
import Synchronization

/// Collects what an observer is told.
final class Events: Sendable {
  private let content = Mutex<[RunEvent]>([])

  var all: [RunEvent] { content.withLock { $0 } }

  func note(_ event: RunEvent) { content.withLock { $0.append(event) } }
}

/// Waits until `condition` holds; the limit is for a condition that never will. Returns whether it
/// does.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(120)
  while ContinuousClock.now < deadline {
    if try await condition() { return true }
    do { try await Task.sleep(for: .milliseconds(1)) } catch { break }
  }
  return try await condition()
}
