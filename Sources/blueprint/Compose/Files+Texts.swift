import Glibc

extension Files {
  /// The bytes of a text of the user's, which is a regular file: a pipe or a device that somebody
  /// put in its place might never end. What was opened for this program and is named as such,
  /// `/dev/stdin` and `/dev/fd/63` of a shell's `<(…)`, is read as it is.
  static func readText(_ path: String, limit: Int) throws(Fault) -> [UInt8] {
    let opened = ["/dev/stdin", "/dev/fd/", "/proc/self/fd/"]
    if opened.contains(where: path.hasPrefix) { return try read(path, limit: limit) }
    // Without waiting for somebody who writes into a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? Fault(path, code: EINVAL, reason: "it is a socket") : Fault(path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Fault(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return try readAll(descriptor, path, limit)
    case S_IFDIR: throw Fault(path, code: EISDIR, reason: "it is a directory")
    case S_IFIFO: throw Fault(path, code: EINVAL, reason: "it is a pipe")
    default: throw Fault(path, code: EINVAL, reason: "it is a device")
    }
  }
}
