/// A project to begin with.
public enum ProjectTemplate: String, Sendable, CaseIterable {
  case web, `static`
  case threeTier = "three-tier"
  case hooks, empty

  /// A file of a project.
  public struct File: Sendable, Hashable {
    /// The path in the project.
    public var path: String
    /// The content.
    public var text: String
  }

  /// What it is, in a line.
  public var summary: String {
    switch self {
    case .web: "a web service on any number of machines, with a rolling upgrade"
    case .static: "static files behind nginx"
    case .threeTier: "nginx, web services and Redis, each on machines of its own, with a backup"
    case .hooks: "software that scripts install, start, reload and stop"
    case .empty: "nothing but the frame"
    }
  }

  /// The files of a project whose application is called `name`.
  public func files(name: String) -> [File] {
    let common: [(String, [UInt8])] = [
      ("README.md", PackageResources.readme_md), (".gitignore", PackageResources.gitignore),
    ]
    return (own + common).map { path, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      return File(path: path, text: text.replacing("APPLICATION", with: name))
    }
  }

  private var own: [(String, [UInt8])] {
    switch self {
    case .web:
      [
        ("blueprint.yaml", PackageResources.web_blueprint_yaml),
        ("files/server.py", PackageResources.web_server_py),
      ]
    case .static:
      [
        ("blueprint.yaml", PackageResources.static_blueprint_yaml),
        ("files/nginx.conf.mustache", PackageResources.static_nginx_conf_mustache),
        ("site/index.html", PackageResources.static_index_html),
      ]
    case .threeTier:
      [
        ("blueprint.yaml", PackageResources.three_tier_blueprint_yaml),
        ("files/nginx.conf.mustache", PackageResources.three_tier_nginx_conf_mustache),
        ("files/server.py", PackageResources.three_tier_server_py),
      ]
    case .hooks:
      [
        ("blueprint.yaml", PackageResources.hooks_blueprint_yaml),
        ("files/daemon.conf.mustache", PackageResources.hooks_daemon_conf_mustache),
      ]
    case .empty: [("blueprint.yaml", PackageResources.empty_blueprint_yaml)]
    }
  }
}
