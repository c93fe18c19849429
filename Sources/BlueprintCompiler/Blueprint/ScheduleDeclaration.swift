import BlueprintModel

/// Something that happens again and again, as the author wrote it.
struct ScheduleDeclaration: Sendable {
  var name: String
  var place: Place
  /// What happens: one of these two, nil after a diagnostic.
  var operation: ScheduledOperation?
  var action: Located<String>?
  var taskPlace: Place
  /// The action's inputs.
  var inputs: [NamedNode]
  /// The services that it is about; all if there are none.
  var services: [Located<String>]
  var cron: CronExpression?
  var timezone: String
  var runsOn: ScheduleRunner
  var runsOnPlace: Place?
  var retention: [RetentionKey: Int]
  var overlap: ScheduleOverlap
  var catchUp: Bool
  var jitter: Duration
  var deadline: Duration?
  var description: String
}

/// The operations that can be scheduled.
enum ScheduledOperation: String, CaseIterable, Sendable { case backup, restart, start, stop, heal }

/// Who watches the clock.
enum ScheduleRunner: String, CaseIterable, Sendable { case controller, machine }

/// What happens when the one before has not ended.
enum ScheduleOverlap: String, CaseIterable, Sendable { case skip, queue, cancel }
