import BlueprintExpressions
import BlueprintModel

/// Software that runs on each machine of a group.
public struct Service: Sendable {
  /// The service's name.
  public var name: String
  /// The machine group it runs on.
  public var group: String
  /// What must be ready first, from `needs` and from references, each subject once.
  public var needs: [Need]
  /// The version that `upgrade` compares; nil if the service states none.
  public var version: BoundValue?
  /// Packages to have.
  public var packages: [PackageRequirement]
  /// Named ports.
  public var endpoints: [Endpoint]
  /// When it counts as healthy.
  public var health: HealthCheck?
  /// Files to put, by path; relative paths are relative to the service's directory.
  public var files: [FileSpec]
  /// Environment of `run` and of the hooks.
  public var environment: [EnvironmentVariable]
  /// The long-running process, or nil for software that is started by hooks.
  public var run: BoundValue?
  /// The container image; other targets do without.
  public var image: BoundValue?
  /// Who `run` and the hooks run as; nil for the provider's choice.
  public var user: String?
  /// Where `user` stands, if it does.
  public var userPlace: Place?
  /// The provider's own settings.
  public var settings: BoundValue
  /// How long `run` gets to end after TERM before it is killed.
  public var stopTimeout: Duration
  /// Steps of the lifecycle, by hook.
  public var hooks: [Hook: [StepSpec]]
  /// How instances are replaced.
  public var upgrade: UpgradeStrategy
  /// How data is captured and restored.
  public var backup: BackupSpec?
  /// Where it is declared: the key.
  public var place: Place
}

/// The points of a service's life at which an author may act.
public enum Hook: String, Sendable, Hashable, CaseIterable {
  case install, configure, start, stop, reload, drain, uninstall
}

/// What can be done to a service's process.
public enum ServiceControl: String, Sendable, Hashable, CaseIterable {
  case start, stop, restart, reload
}

/// Software that must be there.
public struct PackageRequirement: Sendable {
  /// What the provider is told: `{name, manager}` of a package with an optional pin,
  /// `{archive: {url, sha256, into}}`, `{deb}` or `{repository: {name, url, …}}`.
  public var description: BoundValue
  /// Where it stands.
  public var place: Place
}

/// A named port of a service.
public struct Endpoint: Sendable {
  /// The name.
  public var name: String
  /// The port, 1 to 65535.
  public var port: BoundValue
  /// `tcp` or `http` or `https`: gives the `url` its scheme.
  public var scheme: String
  /// Where it stands.
  public var place: Place
}

/// An environment variable.
public struct EnvironmentVariable: Sendable {
  /// The name.
  public var name: String
  /// The value.
  public var value: BoundValue
}

/// A file of a service.
public struct FileSpec: Sendable {
  /// The path; relative to the service's directory, or absolute below the machine's root.
  public var path: String
  /// The content; a Mustache template's is a ``BoundValue`` that renders it.
  public var content: BoundValue
  /// The permission bits.
  public var mode: Int
  /// Who the file belongs to; nil for the user that the provider acts as.
  public var owner: String?
  /// The group that the file belongs to; nil for the owner's.
  public var group: String?
  /// Where it stands.
  public var place: Place
}

/// When a service counts as healthy.
public struct HealthCheck: Sendable {
  /// What is probed.
  public enum Probe: Sendable {
    /// A TCP connection to the endpoint succeeds.
    case tcp(endpoint: String)
    /// A GET answers with the status.
    case http(endpoint: String, path: String, status: Int)
    /// A shell script exits with 0.
    case run(BoundValue)
  }

  /// What is probed.
  public var probe: Probe
  /// Time between probes.
  public var interval: Duration
  /// The longest one probe may take.
  public var timeout: Duration
  /// Good probes in a row that make it healthy.
  public var healthyAfter: Int
  /// Bad probes in a row that make a healthy instance unhealthy.
  public var unhealthyAfter: Int
  /// The longest until it is healthy.
  public var deadline: Duration
  /// Where it stands.
  public var place: Place
}

/// How instances are replaced by a change that needs a restart.
public struct UpgradeStrategy: Sendable {
  /// Instances changed at a time.
  public var maxParallel = 1
  /// How long an instance must stay healthy before the next one is touched.
  public var minHealthyTime = Duration.seconds(10)
  /// How long to wait between batches.
  public var stagger = Duration.zero
  /// Instances changed first, on trial; 0 for none.
  public var canary = 0
  /// Whether the rest follows a healthy trial without anybody's leave.
  public var autoPromote = false
  /// Whether a failed change is undone.
  public var autoRevert = false
  /// Where it stands, if it does.
  public var place: Place?
}

/// How a service's data is captured and restored; the scripts find the directory in
/// `$BACKUP_DIR`.
public struct BackupSpec: Sendable {
  /// Writes the data to `$BACKUP_DIR`.
  public var capture: [StepSpec]
  /// Brings the data back from `$BACKUP_DIR`.
  public var restore: [StepSpec]
  /// Fails if what is in `$BACKUP_DIR` is not good.
  public var verify: [StepSpec]
  /// Where it stands.
  public var place: Place
}
