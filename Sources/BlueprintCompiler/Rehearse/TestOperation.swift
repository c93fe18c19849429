import BlueprintModel

/// One operation of a test.
public struct TestOperation: Sendable {
  /// What is asked for.
  public enum Kind: Sendable {
    /// Make the deployment what the blueprint says.
    case deploy(TestChanges)
    /// Bring services to other versions.
    case upgrade(TestChanges)
    /// Set how many machines groups have; a service stands for its group.
    case scale([Located<String>: Int])
    /// Capture data, as a backup with this identity.
    case backup(id: String?)
    /// Bring a backup's data back: the newest unless one is named.
    case restore(id: String?, safety: Bool)
    /// Take everything away.
    case destroy(include: [String])
    /// Do an action.
    case action(Located<String>, inputs: ValueMap)
    /// Go on with the run that the operation before left waiting, after this was asked of it.
    case resume(RunRequest?)
  }

  /// A request that a person makes of the run while it is under way.
  public struct Request: Sendable {
    /// How long after the beginning of the operation.
    public var after: Duration
    /// What is asked.
    public var request: RunRequest
  }

  /// The name, for people; empty if none was given.
  public var name: String
  /// What is asked for.
  public var kind: Kind
  /// Where that is written.
  public var place: Place
  /// What goes wrong.
  public var faults: [Fault]
  /// What calls answer.
  public var stubs: [Stub]
  /// What people ask of the run.
  public var requests: [Request]
  /// What a failed step means for the rest.
  public var policy: FailurePolicy
  /// What is expected. A result is always among it.
  public var expectations: [TestExpectation]

  /// The word for the operation, as a test writes it.
  public var word: String {
    switch kind {
    case .deploy: "deploy"
    case .upgrade: "upgrade"
    case .scale: "scale"
    case .backup: "backup"
    case .restore: "restore"
    case .destroy: "destroy"
    case .action(let name, _): "action \(name.value)"
    case .resume(let request): request?.name ?? "resume"
    }
  }
}

/// What an operation is given besides what is remembered.
public struct TestChanges: Sendable, Hashable {
  /// Values of inputs.
  public var inputs: ValueMap = [:]
  /// The profiles; nil for those of before.
  public var profiles: [String]?
  /// Addresses of protected resources that may go.
  public var include: [String] = []
}

extension Located: Equatable where Content: Equatable {
  public static func == (left: Located, right: Located) -> Bool {
    left.value == right.value && left.place == right.place
  }
}

extension Located: Hashable where Content: Hashable {
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
