import Glibc
import SQLiteStore

/// A directory that is there for one test.
final class ScratchDirectory: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/blueprint-store-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  deinit { Self.remove(path) }

  func store(_ name: String = "store.sqlite") throws -> SQLiteStore {
    try SQLiteStore(path: "\(path)/\(name)")
  }

  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(directory)
    }
    Glibc.remove(path)
  }
}
