import BlueprintModel
import Hosts

/// A machine: a directory with an address.
struct LocalMachine: Sendable, Hashable {
  /// Its directory, absolute.
  let home: String
  /// Its loopback address.
  let address: String

  /// Where absolute paths of the machine begin.
  var root: String { "\(home)/root" }
  /// Where jobs and services are kept; no file of an author may lie there.
  var state: String { "\(home)/.blueprint" }

  /// What expressions may refer to.
  func outputs(name: String) -> ValueMap {
    [
      "name": .string(name), "address": .string(address), "root": .string(root),
      "home": .string(home),
    ]
  }

  /// The durable jobs.
  func jobs(on host: LocalHost) -> HostJobs { HostJobs(host: host, state: state) }

  /// The supervised services.
  func services(on host: LocalHost) -> HostServices { HostServices(host: host, state: state) }

  /// The names of the services that were ever started and not removed.
  func serviceNames() throws(HostError) -> [String] {
    guard DirectoryTree.kind(of: "\(state)/services") == .directory else { return [] }
    return try DirectoryTree.names(in: "\(state)/services")
  }

  /// The real path of an author's `path`: an absolute one is below the root, a relative one
  /// below `directory`, which is relative to the home.
  ///
  /// - Throws: `bad_path` for one that leads out of the machine, by `..` or by a link, or into
  ///   ``state``.
  func resolve(_ path: String, in directory: String) throws(Failure) -> String {
    let isAbsolute = path.hasPrefix("/")
    guard let base = LocalPath.components(of: isAbsolute ? "" : directory),
      let rest = LocalPath.components(of: path), (base + rest).first != ".blueprint"
    else { throw Self.escape(path) }
    let top = isAbsolute ? root : home
    var real = top
    for part in base + rest {
      guard DirectoryTree.kind(of: real) != .link || real == top else { throw Self.escape(path) }
      real += "/\(part)"
    }
    return real
  }

  private static func escape(_ path: String) -> Failure {
    Failure(
      .permanent, code: "bad_path", "`\(path)` leads out of the machine", changed: .no,
      help: "name a path inside the service's directory, or an absolute one below the machine's "
        + "root, without `..`")
  }
}
