import Glibc

extension Files {
  /// An entry of a directory. A link is no directory, wherever it leads.
  typealias Entry = (name: String, isDirectory: Bool)

  /// What is in the directory `path`, in the order of the names.
  static func entries(of path: String) throws(Fault) -> [Entry] {
    guard let stream = opendir(path) else { throw Fault(path) }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let pointer = readdir(stream) {
      let name = withUnsafeBytes(of: pointer.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      guard lstat(join(path, name), &status) == 0 else { continue }
      entries.append((name, status.st_mode & S_IFMT == S_IFDIR))
    }
    return entries.sorted { $0.name < $1.name }
  }
}
