import BlueprintEngine
import BlueprintModel

/// Follows the journal of a run that another process drives, until the run ends or nothing more is
/// to come of it.
struct RunWatch {
  let view: RunView

  /// The time between two looks.
  private static let pause = Duration.milliseconds(200)
  /// Looks in a row that find nobody at work before the run counts as left.
  private static let patience = 10

  /// Hands every entry after `sequence` to `take`. Returns when the run has ended, when nobody
  /// drives it any more, when `isEnough`, or when the task is cancelled.
  func follow(
    after sequence: Int, until isEnough: () -> Bool = { false },
    _ take: ([JournalEntry]) async -> Void
  ) async throws(CommandFailure) {
    var sequence = sequence
    var idle = 0
    while !Task.isCancelled, !isEnough() {
      // The record first: what it says of the end must not be newer than the entries.
      let record = try await view.refreshed()
      let entries = try await view.workspace.entries(of: record.id, after: sequence)
      if let last = entries.last { sequence = last.sequence }
      if !entries.isEmpty { await take(entries) }
      if record.result != nil { return }
      let now = view.workspace.surroundings.now
      let isAlive = record.driver(at: now) != nil || (record.wakeAt.map { $0 > now } ?? false)
      idle = isAlive || !entries.isEmpty ? 0 : idle + 1
      if idle > Self.patience { return }
      do { try await Task.sleep(for: Self.pause) } catch { return }
    }
  }
}
