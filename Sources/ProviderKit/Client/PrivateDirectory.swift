import Glibc

/// A directory that only its owner can enter.
enum PrivateDirectory {
  /// Makes `path` with mode 0700, and what is missing above it; one that exists stays as it is.
  static func make(_ path: String) throws(SystemCallError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw SystemCallError("mkdir \(path)")
    }
    try make(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw SystemCallError("mkdir \(path)")
    }
  }
}
