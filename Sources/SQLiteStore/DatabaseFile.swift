import BlueprintEngine
import Glibc

/// The file that a store is kept in: for its owner's eyes only, from the first byte.
struct DatabaseFile {
  let path: String

  /// Makes sure that the file is there with mode 0600, and its directory with at most 0700 where
  /// it had to be made. SQLite gives the files beside it the same mode.
  func prepare() throws(StoreError) {
    let cut = path.lastIndex(of: "/")
    if let cut { try Self.makeDirectory(String(path[..<cut])) }
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault("cannot be opened") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw fault("cannot be looked at") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unavailable("\(path): is not a file")
    }
    if status.st_mode & 0o077 != 0, fchmod(file, 0o600) != 0 {
      throw fault("cannot be hidden from others")
    }
  }

  private static func makeDirectory(_ path: String) throws(StoreError) {
    var status = stat()
    guard !path.isEmpty, stat(path, &status) != 0 else { return }
    if let cut = path.lastIndex(of: "/") { try makeDirectory(String(path[..<cut])) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .unavailable("\(path): cannot be made: \(String(cString: strerror(errno)))")
    }
  }

  private func fault(_ what: String) -> StoreError {
    .unavailable("\(path): \(what): \(String(cString: strerror(errno)))")
  }
}
