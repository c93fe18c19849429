import Glibc

extension Files {
  /// Replaces the content of a file, whole or not at all; its owner and mode stay, and a link to
  /// it stays a link.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Fault) {
    guard let target = resolved(path) else { throw Fault(path) }
    var status = stat()
    guard stat(target, &status) == 0 else { throw Fault(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Fault(path, code: EINVAL) }
    guard access(target, W_OK) == 0 else { throw Fault(path) }
    try write(bytes, to: target, mode: 0o600, replaces: status)
  }

  /// Whether there is anything at `path`, be it a link to nothing.
  static func isOccupied(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Makes a directory, and those above it, for whom the umask allows.
  static func makeOrdinaryDirectory(_ path: String) throws(Fault) {
    if isDirectory(path) { return }
    let parent = directory(of: path)
    if parent != path { try makeOrdinaryDirectory(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Fault(path) }
    guard isDirectory(path) else { throw Fault(path, code: ENOTDIR) }
  }

  /// The files named `name` in `directory` and below it, by path; hidden directories and links
  /// are left out.
  static func named(_ name: String, below directory: String) throws(Fault) -> [String] {
    var found: [String] = []
    for entry in try names(in: directory) where !entry.hasPrefix(".") {
      let path = join(directory, entry)
      var status = stat()
      guard lstat(path, &status) == 0 else { throw Fault(path) }
      if status.st_mode & S_IFMT == S_IFDIR {
        found += try named(name, below: path)
      } else if entry == name, isRegular(path) {
        found.append(path)
      }
    }
    return found
  }

  /// What is in a directory, sorted, without `.` and `..`.
  static func names(in directory: String) throws(Fault) -> [String] {
    guard let stream = opendir(directory) else { throw Fault(directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
