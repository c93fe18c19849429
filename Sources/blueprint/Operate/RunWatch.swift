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
      let look: Look
      do throws(CommandFailure) { look = try await self.look(after: sequence) } catch {
        // An access that was cut short because somebody leaves is no fault.
        if Task.isCancelled { return }
        throw error
      }
      if let last = look.entries.last { sequence = last.sequence }
      if !look.entries.isEmpty { await take(look.entries) }
      if look.record.result != nil { return }
      let now = view.workspace.surroundings.now
      let isAlive =
        look.record.driver(at: now) != nil || (look.record.wakeAt.map { $0 > now } ?? false)
      idle = isAlive || !look.entries.isEmpty ? 0 : idle + 1
      if idle > Self.patience { return }
      do { try await Task.sleep(for: Self.pause) } catch { return }
    }
  }

  private struct Look {
    let record: RunRecord
    let entries: [JournalEntry]
  }

  /// The record first: what it says of the end must not be newer than the entries.
  private func look(after sequence: Int) async throws(CommandFailure) -> Look {
    let record = try await view.refreshed()
    return Look(
      record: record, entries: try await view.workspace.entries(of: record.id, after: sequence))
  }
}
