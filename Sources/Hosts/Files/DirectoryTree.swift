import Glibc

/// Directories of this machine.
public enum DirectoryTree {
  /// What an entry of a directory is.
  public enum Kind: Sendable, Hashable {
    case file, directory, link, other
  }

  /// A file or directory below a root.
  public struct Entry: Sendable, Hashable {
    /// The path relative to the root.
    public var path: String
    /// What it is.
    public var kind: Kind
    /// The permission bits.
    public var mode: Int
  }

  /// Makes the directory at `path` and those above it, unless they exist.
  public static func make(_ path: String, mode: Int) throws(HostError) {
    if mkdir(path, mode_t(mode)) == 0 || errno == EEXIST { return try check(path) }
    guard errno == ENOENT, path != "/", path != "." else { throw .system(path) }
    try make(LocalPath.parent(of: path), mode: mode)
    guard mkdir(path, mode_t(mode)) == 0 || errno == EEXIST else { throw .system(path) }
  }

  private static func check(_ path: String) throws(HostError) {
    guard kind(of: path, following: true) == .directory else {
      throw .file(path: path, reason: "not a directory")
    }
  }

  /// What lies at `path`, or nil if nothing does.
  public static func kind(of path: String, following: Bool = false) -> Kind? {
    var status = stat()
    guard (following ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    return kind(of: status)
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Everything below `root` in order of the paths, directories before what is in them. Links
  /// are listed and not followed.
  public static func entries(below root: String) throws(HostError) -> [Entry] {
    var found: [Entry] = []
    try collect("", below: root, into: &found)
    return found
  }

  private static func collect(_ folder: String, below root: String, into found: inout [Entry])
    throws(HostError)
  {
    for name in try names(in: folder.isEmpty ? root : "\(root)/\(folder)") {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard lstat("\(root)/\(path)", &status) == 0 else { throw .system("\(root)/\(path)") }
      let kind = kind(of: status)
      found.append(Entry(path: path, kind: kind, mode: Int(status.st_mode & 0o7777)))
      if kind == .directory { try collect(path, below: root, into: &found) }
    }
  }

  /// The names in the directory at `path`, in order.
  public static func names(in path: String) throws(HostError) -> [String] {
    guard let stream = opendir(path) else { throw .system(path) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes `path` and everything below it; nothing there is no error.
  public static func remove(_ path: String) throws(HostError) {
    switch kind(of: path) {
    case nil: return
    case .directory?:
      for name in try names(in: path) { try remove("\(path)/\(name)") }
      guard rmdir(path) == 0 || errno == ENOENT else { throw .system(path) }
    default:
      guard unlink(path) == 0 || errno == ENOENT else { throw .system(path) }
    }
  }

  /// Waits until the file, or the entries of the directory, at `path` are on the disk.
  public static func synchronize(_ path: String) throws(HostError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(path) }
  }
}
