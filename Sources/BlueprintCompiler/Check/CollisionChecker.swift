import BlueprintExpressions
import BlueprintModel

/// Finds things that want the same place on a machine, before a provider does: files and ports.
struct CollisionChecker {
  let application: Application
  let log: DiagnosticLog

  /// Reports paths of files and ports that are there twice.
  func check() {
    let services = application.services
    // By position: a service is too much to copy for its files.
    for position in services.indices where !services[position].files.isEmpty {
      checkFiles(services[position].files)
    }
    checkPorts()
  }

  // MARK: - Files

  private func checkFiles(_ files: [FileSpec]) {
    var known: [String: FileSpec] = [:]
    for file in files {
      guard let first = known[file.normalPath] else {
        known[file.normalPath] = file
        continue
      }
      log.report(
        CollisionProblem.sameFile(file.path, other: first.path), at: file.place,
        notes: [.init("the first one is here", at: first.place)])
    }
    for file in files {
      guard let outer = outerPaths(of: file.normalPath).lazy.compactMap({ known[$0] }).first else {
        continue
      }
      log.report(
        CollisionProblem.fileIsDirectory(outer.path, inner: file.path), at: outer.place,
        notes: [.init("this lies below it", at: file.place)])
    }
  }

  /// The paths of the directories that `path` lies in.
  private func outerPaths(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" && $0 != path.startIndex }.map { String(path[..<$0]) }
  }

  // MARK: - Ports

  private struct Port: Hashable {
    let group: String
    let number: Int
  }

  private func checkPorts() {
    var known: [Port: (name: String, place: Place)] = [:]
    let services = application.services
    known.reserveCapacity(services.count)
    for position in services.indices {
      let (service, group) = (services[position].name, services[position].group)
      for endpoint in services[position].endpoints {
        guard let number = endpoint.port.literal?.integer else { continue }
        let port = Port(group: group, number: number)
        let name = "\(service).\(endpoint.name)"
        guard let first = known[port] else {
          known[port] = (name, endpoint.place)
          continue
        }
        let problem = CollisionProblem.samePort(
          number, endpoint: name, other: first.name, group: group)
        log.report(
          problem, at: endpoint.place, notes: [.init("the first one is here", at: first.place)])
      }
    }
  }
}

extension FileSpec {
  /// The path in its shortest spelling; an absolute one starts with `/`.
  fileprivate var normalPath: String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

extension BoundValue {
  /// Whether NUL is in the text, as far as that is known now.
  var holdsNUL: Bool {
    switch self {
    case .literal(let value): value.string?.utf8.contains(0) ?? false
    case .template(let template):
      template.segments.contains { segment in
        guard case .literal(let text) = segment else { return false }
        return text.utf8.contains(0)
      }
    case .mustache(let text, _): text.utf8.contains(0)
    case .list, .map: false
    }
  }
}
