import BlueprintModel

/// Software on a machine group as the author wrote it.
struct ServiceDeclaration: Sendable {
  var name: String
  var place: Place
  /// Whether there may be more to it than is known here, after a diagnostic about its template.
  var isOpen: Bool
  var group: Located<String>?
  var needs: [Located<String>]
  var version: YAMLNode?
  var packages: [PackageDeclaration]
  var endpoints: [EndpointDeclaration]
  var health: HealthDeclaration?
  var files: [FileDeclaration]
  var environment: [NamedNode]
  var run: YAMLNode?
  var image: YAMLNode?
  var user: Located<String>?
  var settings: [NamedNode]
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
  var unhealthyAfter: Int
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
  /// Who the file belongs to, if that is given.
  var owner: Located<String>?
  var group: Located<String>?
}

/// How data is captured and restored.
struct BackupDeclaration: Sendable {
  var capture: [StepDeclaration]
  var restore: [StepDeclaration]
  var verify: [StepDeclaration]
  var place: Place
}
