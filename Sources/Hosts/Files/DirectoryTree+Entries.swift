import Glibc

extension DirectoryTree {
  /// The permission bits of what is at `path`, links followed; nil if nothing is.
  public static func mode(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int(status.st_mode & 0o7777)
  }

  /// Where the link at `path` leads; nil if there is no link.
  public static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Makes a link at `path` that leads to `target`.
  public static func makeLink(at path: String, to target: String) throws(HostError) {
    guard symlink(target, path) == 0 else { throw .system(path) }
  }

  /// Removes the directory at `path` and those above it, as far as they are empty and below
  /// `top`.
  public static func removeEmpty(from path: String, upTo top: String) {
    guard path.hasPrefix("\(top)/"), rmdir(path) == 0 else { return }
    removeEmpty(from: LocalPath.parent(of: path), upTo: top)
  }
}

extension DirectoryTree {
  /// The size in bytes of the file at `path`; nil if there is none.
  public static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int(status.st_size)
  }
}

extension DirectoryTree {
  /// Gives what is at `path` the path `target`, durable when this returns. An empty directory
  /// there is replaced.
  public static func rename(_ path: String, to target: String) throws(HostError) {
    guard Glibc.rename(path, target) == 0 else { throw .system(target) }
    try synchronize(LocalPath.parent(of: path))
    try synchronize(LocalPath.parent(of: target))
  }
}
