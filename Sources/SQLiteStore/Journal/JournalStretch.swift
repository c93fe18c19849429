import BlueprintEngine
import BlueprintModel
import GRDB
import GRDBSQLite

/// Entries of a journal that follow each other, as they are stored. They are copied out of SQLite
/// in one go and decoded without holding the connection.
struct JournalStretch: Sendable {
  private struct Line {
    var sequence: Int
    var at: Int
    var term: Int
    /// Where the fact's text ends.
    var end: Int
  }

  private var lines: [Line] = []
  private var text: [UInt8] = []

  /// Reads the entries with `sequences`.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` if one of them is missing, or no entry.
  init(ofRun number: Int, _ sequences: ClosedRange<Int>, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT sequence, at, term, fact FROM entries
        WHERE run = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
        """)
    let rows = try Row.fetchCursor(
      statement, arguments: [number, sequences.lowerBound, sequences.upperBound])
    lines.reserveCapacity(sequences.count)
    text.reserveCapacity(sequences.count * 160)
    var expected = sequences.lowerBound
    while try rows.next() != nil {
      try take(statement.sqliteStatement)
      let found = lines[lines.count - 1].sequence
      guard found == expected else {
        throw StoreError.corrupt("there is no entry \(expected) before entry \(found)")
      }
      expected += 1
    }
    guard expected == sequences.upperBound + 1 else {
      throw StoreError.corrupt("there is no entry \(expected)")
    }
  }

  /// Takes the row at which the statement is.
  private mutating func take(_ row: OpaquePointer) throws(StoreError) {
    guard sqlite3_column_type(row, 0) == SQLITE_INTEGER,
      sqlite3_column_type(row, 1) == SQLITE_INTEGER,
      sqlite3_column_type(row, 2) == SQLITE_INTEGER, sqlite3_column_type(row, 3) == SQLITE_TEXT
    else {
      throw .corrupt("an entry after \(lines.last?.sequence ?? 0) has a column of a wrong type")
    }
    let fact = UnsafeRawBufferPointer(
      start: sqlite3_column_blob(row, 3), count: Int(sqlite3_column_bytes(row, 3)))
    text.append(contentsOf: fact)
    lines.append(
      Line(
        sequence: Int(sqlite3_column_int64(row, 0)), at: Int(sqlite3_column_int64(row, 1)),
        term: Int(sqlite3_column_int64(row, 2)), end: text.count))
  }

  /// The entries.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` if one holds no fact.
  func decoded() throws(StoreError) -> [JournalEntry] {
    try text.withUnsafeBufferPointer { text throws(StoreError) in
      var entries: [JournalEntry] = []
      entries.reserveCapacity(lines.count)
      var start = 0
      for line in lines {
        let fact = try Self.fact(
          UnsafeBufferPointer(rebasing: text[start..<line.end]), ofEntry: line.sequence)
        start = line.end
        entries.append(
          JournalEntry(
            sequence: line.sequence, at: Timestamp(milliseconds: line.at), term: line.term,
            fact: fact))
      }
      return entries
    }
  }

  private static func fact(
    _ text: UnsafeBufferPointer<UInt8>, ofEntry sequence: Int
  ) throws(StoreError) -> Fact {
    do { return try Fact(json: try Value(jsonBuffer: text)) } catch {
      throw .corrupt("entry \(sequence): column `fact`: \(error)")
    }
  }
}
