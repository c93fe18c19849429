import BlueprintModel
import Glibc

/// The things below a directory, as the file system has them now.
enum FileTree {
  /// A thing that was found.
  struct Node: Sendable, Hashable {
    /// What kind of thing.
    enum Kind: Sendable, Hashable { case file, directory, link, other }
    /// Relative to the directory.
    var path: String
    var kind: Kind
  }

  /// Everything below `root` in path order, a directory before what is in it. The root itself
  /// and a manifest at the root are left out.
  static func nodes(below root: String) throws(Failure) -> [Node] {
    var nodes: [Node] = []
    try collect(root, prefix: "", into: &nodes)
    return nodes.filter { $0.path != BackupManifest.fileName }.sorted { $0.path < $1.path }
  }

  private static func collect(
    _ root: String, prefix: String, into nodes: inout [Node]
  ) throws(Failure) {
    for name in try names(in: prefix.isEmpty ? root : "\(root)/\(prefix)") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      let kind = try kind(of: "\(root)/\(path)")
      nodes.append(Node(path: path, kind: kind ?? .other))
      if kind == .directory { try collect(root, prefix: path, into: &nodes) }
    }
  }

  /// The names in `directory` without `.` and `..`.
  static func names(in directory: String) throws(Failure) -> [String] {
    guard let stream = opendir(directory) else { throw .system("read", directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name else {
        throw Failure(
          .permanent, code: "bad_file_name", "a name in `\(directory)` is not UTF-8")
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// What `path` is, links not followed; nil if there is nothing.
  static func kind(of path: String) throws(Failure) -> Node.Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system("look at", path)
    }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Where the link `path` points.
  static func target(ofLink path: String) throws(Failure) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { throw .system("read the link", path) }
    let bytes = buffer.prefix(count).map { UInt8(bitPattern: $0) }
    guard let target = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.permanent, code: "bad_file_name", "`\(path)` does not point to UTF-8")
    }
    return target
  }
}
