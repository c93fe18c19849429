import BlueprintModel

/// Something that happens again and again.
public struct Schedule: Sendable {
  /// What happens.
  public enum Task: Sendable, Hashable {
    /// An operation: `backup restart start stop heal`.
    case operation(String)
    /// An action, by name.
    case action(String)
  }

  /// The schedule's name.
  public var name: String
  /// What happens.
  public var task: Task
  /// The action's inputs, without secrets.
  public var inputs: ValueMap
  /// The services that it is about; all if there are none.
  public var services: [String]
  /// When.
  public var cron: CronExpression
  /// The time zone that `cron` is read in: `UTC`, `Europe/Berlin`.
  public var timezone: String
  /// Whether the machines watch the clock themselves, without the controller.
  public var runsOnMachine: Bool
  /// How many backups to keep, by `last hourly daily weekly monthly yearly`; all if empty.
  public var retention: [String: Int]
  /// What happens when the one before has not ended: `skip queue cancel`.
  public var overlap: String
  /// Whether one that was missed is made up for.
  public var catchUp: Bool
  /// The longest random delay.
  public var jitter: Duration
  /// The longest it may take; nil for no limit.
  public var deadline: Duration?
  /// What it is for, for people.
  public var description: String
  /// Where it is declared.
  public var place: Place
}
