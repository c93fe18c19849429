import BlueprintEngine
import GRDB
import Glibc

/// A connection to a store's file that changes nothing: not the file, and not what lies beside it.
struct DatabaseReading {
  /// The file.
  let path: String

  /// Opens the file.
  ///
  /// A file without a log beside it is in nobody's hands, and is opened as one that cannot change:
  /// otherwise SQLite would put a log there.
  func open() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "check"
    configuration.readonly = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
    let uri = "file:\(Self.escaped(path))?mode=ro" + (hasLog ? "" : "&immutable=1")
    return try DatabaseQueue(path: uri, configuration: configuration)
  }

  /// What is wrong with the file as a file; nil if nothing is.
  func fault() -> StoreFinding? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return finding("cannot be read: \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return finding("is not a file")
    }
    guard status.st_size > 0 else {
      return finding("is empty: it was cut off, or nothing was ever kept in it")
    }
    var header = [UInt8](repeating: 0, count: 100)
    guard read(file, &header, header.count) == header.count,
      header.starts(with: "SQLite format 3\0".utf8)
    else { return finding("is not a database: it does not begin as one") }
    return hasLog ? nil : lengthFault(header, actual: Int(status.st_size))
  }

  /// Compares the file's length with what its header says; only for a file without a log, where
  /// the header is complete.
  private func lengthFault(_ header: [UInt8], actual: Int) -> StoreFinding? {
    func number(_ range: Range<Int>) -> Int { header[range].reduce(0) { $0 << 8 | Int($1) } }
    let pageSize = number(16..<18) == 1 ? 65_536 : number(16..<18)
    let expected = pageSize * number(28..<32)
    guard actual < expected else { return nil }
    return finding("is cut off: it has \(actual) bytes of \(expected)")
  }

  private func finding(_ problem: String) -> StoreFinding { StoreFinding(path, problem) }

  /// Whether a log with something in it lies beside the file.
  private var hasLog: Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// The path as a part of a URI.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let scalar = Character(Unicode.Scalar(byte))
      if byte < 0x80, scalar.isLetter || scalar.isNumber || "/-_.~".contains(scalar) {
        return String(scalar)
      }
      let digits = String(byte, radix: 16)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
