import BlueprintEngine
import GRDB
import GRDBSQLite

/// A statement that is kept prepared, for what is executed with every append: there, GRDB's arguments
/// and rows would cost more than the statement itself. Parameters and columns count as SQLite does,
/// parameters from 1 and columns from 0.
struct KeptStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer?

  /// The statement `sql` on the connection of `database`, which keeps it for the next time.
  init(_ sql: String, in database: Database) throws {
    handle = try database.cachedStatement(sql: sql).sqliteStatement
    connection = database.sqliteConnection
  }

  /// Sets a parameter to a whole number.
  func bind(_ parameter: Int32, _ number: Int) {
    sqlite3_bind_int64(handle, parameter, Int64(number))
  }

  /// Sets a parameter to a text, which SQLite copies.
  func bind(_ parameter: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bytes -> Void in
      // An empty text has no address, and SQLite takes that for null.
      bytes.withMemoryRebound(to: CChar.self) { characters in
        if let start = characters.baseAddress {
          sqlite3_bind_text(handle, parameter, start, Int32(bytes.count), Self.copied)
        } else {
          sqlite3_bind_text(handle, parameter, "", 0, Self.copied)
        }
      }
    }
  }

  /// Sets a parameter to bytes, which SQLite copies.
  func bind(_ parameter: Int32, _ bytes: UnsafeRawBufferPointer) {
    sqlite3_bind_blob(handle, parameter, bytes.baseAddress, Int32(bytes.count), Self.copied)
  }

  /// SQLITE_TRANSIENT, a macro that Swift does not import.
  private static var copied: sqlite3_destructor_type? {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  /// Executes the statement, which gives no rows.
  func execute() throws { _ = try first { () } }

  /// Executes the statement and reads its first row; nil if there is none.
  func first<T>(_ read: () throws(StoreError) -> T) throws -> T? {
    defer { sqlite3_reset(handle) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return try read()
    case SQLITE_DONE: return nil
    case let code: throw failure(code)
    }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) })
  }

  private func damaged(_ column: Int32, _ what: String) -> StoreError {
    let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "\(column)"
    return .corrupt("column `\(name)` \(what)")
  }

  /// The whole number of a column, if it holds one.
  func optionalInteger(_ column: Int32) throws(StoreError) -> Int? {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER: return Int(sqlite3_column_int64(handle, column))
    default: throw damaged(column, "is not a number")
    }
  }

  /// The whole number of a column that always holds one.
  func integer(_ column: Int32) throws(StoreError) -> Int {
    guard let number = try optionalInteger(column) else { throw damaged(column, "is null") }
    return number
  }

  /// The text of a column that always holds one.
  func text(_ column: Int32) throws(StoreError) -> String {
    guard sqlite3_column_type(handle, column) == SQLITE_TEXT,
      let start = sqlite3_column_text(handle, column)
    else { throw damaged(column, "is not text") }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The bytes of a column, as `read` takes them; nil if it holds none.
  func optionalBytes<T>(
    _ column: Int32, _ read: (UnsafeRawBufferPointer) -> T?
  ) throws(StoreError) -> T? {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_NULL: return nil
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(handle, column)
      let count = Int(sqlite3_column_bytes(handle, column))
      let bytes = read(UnsafeRawBufferPointer(start: start, count: count))
      guard let bytes else { throw damaged(column, "has \(count) bytes") }
      return bytes
    default: throw damaged(column, "is not bytes")
    }
  }
}
