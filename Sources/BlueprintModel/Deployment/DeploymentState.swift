/// What is known of one deployment: the sum of all accepted facts about it.
public struct DeploymentState: Sendable, Hashable {
  /// The deployment's name.
  public var name: String
  /// Counts up with every run created for it; 0 if there was none yet.
  public var serial: Int
  /// The revision that the newest run established or tried to; nil before the first one and
  /// after a destroy.
  public var revision: Revision?
  /// What exists, by address.
  public var resources: [ResourceAddress: Resource]
  /// The outputs of the last run that succeeded.
  public var outputs: [PlannedOutput]
  /// The run that is not finished, if there is one.
  public var activeRun: RunID?

  /// A deployment nobody has touched yet.
  public init(name: String) {
    self.name = name
    serial = 0
    revision = nil
    resources = [:]
    outputs = []
    activeRun = nil
  }
}
