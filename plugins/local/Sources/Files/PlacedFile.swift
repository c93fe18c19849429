import BlueprintModel
import Glibc
import Hosts
import ProviderKit

/// A file that shall be at a path of a machine.
struct PlacedFile: Sendable {
  /// What it shall be.
  enum Content: Sendable {
    /// A file with this content.
    case file(FileContent)
    /// A link with this target.
    case link(String)
    /// An empty directory.
    case directory
  }

  /// The absolute path.
  let path: String
  /// The permission bits.
  let mode: Int
  /// What it shall be.
  let content: Content

  /// The files that an entry `{path, content | source, mode?, owner?, group?}` stands for: one, or everything
  /// in a source directory.
  static func files(
    of entry: InputReader, in directory: String, on machine: LocalMachine
  ) throws(Failure) -> [PlacedFile] {
    let path = try machine.resolve(try entry.string("path"), in: directory)
    let mode = try entry.optional("mode", "permission bits") { value in
      value.integer.flatMap { (0...0o7777).contains($0) ? $0 : nil }
    }
    for key in ["owner", "group"] {
      guard let name = try entry.optional(key, "a string", \.string), name != VerbCall.user else {
        continue
      }
      throw entry.mistake(at: key, "on this machine everything belongs to `\(VerbCall.user)`")
    }
    if let text = try entry.optional("content", "a string", \.string) {
      return [PlacedFile(path: path, mode: mode ?? 0o644, content: .file(.text(text)))]
    }
    let source = try entry.absolutePath("source")
    switch DirectoryTree.kind(of: source, following: true) {
    case .directory?: return try tree(source, at: path)
    case .file?:
      let bits = mode ?? DirectoryTree.mode(of: source) ?? 0o644
      return [PlacedFile(path: path, mode: bits, content: .file(.file(source)))]
    default: throw entry.mistake(at: "source", "there is no file at `\(source)`")
    }
  }

  private static func tree(_ source: String, at path: String) throws(Failure) -> [PlacedFile] {
    let entries = try Failure.catching { () throws(HostError) in
      try DirectoryTree.entries(below: source)
    }
    var files: [PlacedFile] = []
    for entry in entries {
      let content: Content
      switch entry.kind {
      case .file: content = .file(.file("\(source)/\(entry.path)"))
      case .link: content = .link(DirectoryTree.target(ofLink: "\(source)/\(entry.path)") ?? "")
      case .directory: content = .directory
      case .other: continue
      }
      files.append(
        PlacedFile(path: "\(path)/\(entry.path)", mode: entry.mode, content: content))
    }
    return files
  }

  /// Writes it, unless it is there already with the same content and mode; returns the
  /// content's digest.
  func write() throws(HostError) -> Digest {
    switch content {
    case .directory:
      try DirectoryTree.make(path, mode: mode)
      return Digest(of: "directory".utf8)
    case .link(let target):
      try DirectoryTree.make(LocalPath.parent(of: path), mode: 0o755)
      if DirectoryTree.target(ofLink: path) != target {
        try DirectoryTree.remove(path)
        try DirectoryTree.makeLink(at: path, to: target)
      }
      return Digest(of: "link \(target)".utf8)
    case .file(let content): return try write(content)
    }
  }

  private func write(_ content: FileContent) throws(HostError) -> Digest {
    let wanted: Digest =
      switch content {
      case .bytes(let bytes): Digest(of: bytes)
      case .file(let source): try FileRange.digest(of: source).digest
      }
    if DirectoryTree.kind(of: path) == .file, DirectoryTree.mode(of: path) == mode,
      try FileRange.digest(of: path).digest == wanted
    {
      return wanted
    }
    var file = try AtomicFile(at: path)
    switch content {
    case .bytes(let bytes): try file.write(bytes)
    case .file(let source): try file.copy(source)
    }
    return try file.commit(mode: mode)
  }
}
