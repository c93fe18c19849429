import BlueprintModel
import Hosts
import ProviderKit

/// `host.get {host, path, into}`: copies a file or a tree of the machine into a directory of the
/// controller, in place of what was there.
struct HostGet: LocalVerb {
  private let source: String
  private let path: String
  private let into: String

  init(_ call: VerbCall) throws(Failure) {
    let input = try call.input()
    path = try input.string("path")
    source = try call.machine().resolve(path, in: "")
    into = try input.absolutePath("into")
  }

  func perform() async throws(Failure) -> Outcome {
    let kind = DirectoryTree.kind(of: source, following: true)
    guard kind == .directory || kind == .file else {
      throw Failure(
        .permanent, code: "not_found", "there is nothing at `\(path)`", changed: .no)
    }
    let copied = try Failure.catching { () throws(HostError) in
      try DirectoryTree.remove(into)
      try DirectoryTree.make(into, mode: 0o700)
      return try kind == .file ? [copyFile()] : copyTree()
    }
    return .done(handle: nil, outputs: ["files": .list(copied)])
  }

  private func copyFile() throws(HostError) -> Value {
    let name = source.split(separator: "/").last.map(String.init) ?? "file"
    return try copy(source, to: name, mode: DirectoryTree.mode(of: source) ?? 0o600)
  }

  private func copyTree() throws(HostError) -> [Value] {
    var copied: [Value] = []
    for entry in try DirectoryTree.entries(below: source) {
      let target = "\(into)/\(entry.path)"
      switch entry.kind {
      case .directory: try DirectoryTree.make(target, mode: 0o700)
      case .link:
        let leads = DirectoryTree.target(ofLink: "\(source)/\(entry.path)") ?? ""
        try DirectoryTree.makeLink(at: target, to: leads)
      case .file:
        copied.append(try copy("\(source)/\(entry.path)", to: entry.path, mode: entry.mode))
      case .other: continue
      }
    }
    return copied
  }

  private func copy(_ file: String, to name: String, mode: Int) throws(HostError) -> Value {
    var copy = try AtomicFile(at: "\(into)/\(name)")
    try copy.copy(file)
    let digest = try copy.commit(mode: mode)
    let size = try FileRange.digest(of: "\(into)/\(name)").size
    return [
      "path": .string(name), "size": .integer(size), "sha256": .string(digest.description),
    ]
  }
}
