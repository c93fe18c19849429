import BlueprintModel

/// Software on a machine group as the author wrote it.
struct ServiceDeclaration: Sendable {
  var name: String
  var place: Place
  var group: Located<String>?
  var needs: [Located<String>]
  var version: YAMLNode?
  var packages: [PackageRequirement]
  var endpoints: [EndpointDeclaration]
  var health: HealthDeclaration?
  var files: [FileDeclaration]
  var environment: [NamedNode]
  var run: YAMLNode?
  var stopTimeout: Duration
  var hooks: [Hook: [StepDeclaration]]
  var upgrade: UpgradeStrategy
  var backup: BackupDeclaration?
}

/// A named port.
struct EndpointDeclaration: Sendable {
  var name: String
  var place: Place
  var port: YAMLNode?
  var scheme: EndpointProtocol
}

/// What an endpoint speaks.
enum EndpointProtocol: String, CaseIterable, Sendable { case tcp, http, https }

/// A health check.
struct HealthDeclaration: Sendable {
  enum Probe: Sendable {
    case tcp(Located<String>)
    case http(Located<String>, path: String, status: Int)
    case run(YAMLNode)
  }

  var probe: Probe
  var interval: Duration
  var timeout: Duration
  var healthyAfter: Int
  var deadline: Duration
  var place: Place
}

/// A file to put.
struct FileDeclaration: Sendable {
  enum Content: Sendable {
    /// The text itself.
    case text(YAMLNode)
    /// A Mustache file to render.
    case template(YAMLNode)
    /// A file to copy.
    case source(YAMLNode)
  }

  var path: YAMLNode
  var content: Content
  /// The permission bits, if they are given.
  var mode: Located<Int>?
}

/// A step of a hook.
struct StepDeclaration: Sendable {
  enum Kind: Sendable {
    case run(YAMLNode)
    case wait(Duration)
    case waitHealthy
    case service(ServiceControl)
  }

  /// What people call it; empty if it has no name.
  var name: String
  var kind: Kind
  var environment: [NamedNode]
  var timeout: Duration
  var place: Place
}

/// How data is captured and restored.
struct BackupDeclaration: Sendable {
  var capture: [StepDeclaration]
  var restore: [StepDeclaration]
  var verify: [StepDeclaration]
  var place: Place
}
