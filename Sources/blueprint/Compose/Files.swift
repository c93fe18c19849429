import Glibc

/// The few file operations of the command line, with errors that name the path.
enum Files {
  /// A file operation that did not work.
  struct Fault: Error, Hashable {
    /// The path.
    var path: String
    /// The system's reason: `Permission denied`.
    var reason: String
    /// The system's error number.
    var code: Int32

    /// Whether the file has more bytes than may be read.
    var isTooLarge: Bool { code == EFBIG }
    /// Whether what is there is no file with a text in it.
    var isOfAnotherKind: Bool { code == EISDIR || code == EINVAL }

    /// The fault of the operation on `path` that just failed.
    init(_ path: String, code: Int32 = errno, reason: String? = nil) {
      self.path = path
      self.code = code
      self.reason = reason ?? String(cString: strerror(code))
    }
  }

  /// The bytes of a file. One with more than `limit` bytes is too large, and not read to its end.
  static func read(_ path: String, limit: Int = .max) throws(Fault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(path) }
    defer { close(descriptor) }
    return try readAll(descriptor, path, limit)
  }

  /// The bytes of standard input up to its end; see ``read(_:limit:)``.
  static func readStandardInput(limit: Int = .max) throws(Fault) -> [UInt8] {
    try readAll(STDIN_FILENO, "standard input", limit)
  }

  static func readAll(
    _ descriptor: Int32, _ path: String, _ limit: Int
  ) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 {
      guard Int(status.st_size) <= limit else { throw Fault(path, code: EFBIG) }
      bytes.reserveCapacity(max(0, min(Int(status.st_size), 32 << 20)))
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Fault(path) }
      bytes += chunk[0..<count]
      guard bytes.count <= limit else { throw Fault(path, code: EFBIG) }
    }
  }

  /// Writes a file so that it is there whole or not at all, with `mode` without what the umask
  /// takes away, or with the owner and mode of the file that it `replaces`.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t, replaces: stat? = nil
  ) throws(Fault) {
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Fault(path) }
    defer { close(descriptor) }
    if let replaces {
      // Only root may give a file to somebody else; for others it is theirs already.
      _ = fchown(descriptor, replaces.st_uid, replaces.st_gid)
      guard fchmod(descriptor, replaces.st_mode & 0o7777) == 0 else {
        throw discard(temporary, Fault(path))
      }
    }
    do { try writeAll(bytes, to: descriptor, path) } catch { throw discard(temporary, error) }
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw discard(temporary, Fault(path))
    }
  }

  /// Writes what a user asked to have in `path`: a regular file is replaced whole or not at all,
  /// also behind a link; a pipe or a device is written to as it is.
  static func export(_ bytes: [UInt8], to path: String, mode: mode_t) throws(Fault) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if !exists || status.st_mode & S_IFMT == S_IFREG {
      return try write(bytes, to: resolved(path) ?? path, mode: mode)
    }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(path) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path)
  }

  private static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(Fault) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Fault(path) }
      sent += count
    }
  }

  /// Whether `path` is a regular file.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func discard(_ temporary: String, _ fault: Fault) -> Fault {
    unlink(temporary)
    return fault
  }

  /// Makes a directory, and those above it, for its owner only.
  static func makeDirectory(_ path: String) throws(Fault) {
    if isDirectory(path) { return }
    let parent = directory(of: path)
    if parent != path { try makeDirectory(parent) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Fault(path) }
    guard isDirectory(path) else { throw Fault(path, code: ENOTDIR) }
  }

  /// Whether `path` is a directory.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether anything is at `path`.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Where a symbolic link points; nil for what is no link.
  static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[0..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The absolute form of an existing path with links followed; nil if it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The absolute form of `path`, by name alone.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let pointer = getcwd(nil, 0) else { return path }
    defer { free(pointer) }
    let here = String(cString: pointer)
    return path.isEmpty || path == "." ? here : "\(here)/\(path)"
  }

  /// `path` seen from `directory`; an absolute one is itself.
  static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if directory == "." || directory.isEmpty { return path }
    return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
  }

  /// The directory that `path` is in.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
