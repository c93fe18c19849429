import BlueprintEngine
import BlueprintModel
import FoundationEssentials
import GRDB

// GRDB's own accessors end the process when a column holds something else than they expect, and a
// damaged file may hold anything.

extension Row {
  private func damaged(_ index: Int, _ what: String) -> StoreError {
    .corrupt("column `\(Array(columnNames)[index])` \(what)")
  }

  /// The text of a column, if it holds one.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` if the column holds something else.
  func optionalText(at index: Int) throws -> String? {
    let value: DatabaseValue = self[index]
    switch value.storage {
    case .null: return nil
    case .string(let text): return text
    case .int64, .double, .blob: throw damaged(index, "is not text")
    }
  }

  /// The whole number of a column, if it holds one.
  func optionalInteger(at index: Int) throws -> Int? {
    let value: DatabaseValue = self[index]
    switch value.storage {
    case .null: return nil
    case .int64(let number): return Int(number)
    case .string, .double, .blob: throw damaged(index, "is not a number")
    }
  }

  /// The bytes of a column, if it holds some.
  func optionalBytes(at index: Int) throws -> Data? {
    let value: DatabaseValue = self[index]
    switch value.storage {
    case .null: return nil
    case .blob(let bytes): return bytes
    case .string, .double, .int64: throw damaged(index, "is not bytes")
    }
  }

  /// The text of a column that always holds one.
  func text(at index: Int) throws -> String {
    guard let text = try optionalText(at: index) else { throw damaged(index, "is null") }
    return text
  }

  /// The whole number of a column that always holds one.
  func integer(at index: Int) throws -> Int {
    guard let number = try optionalInteger(at: index) else { throw damaged(index, "is null") }
    return number
  }

  /// The place of a column, which every query that asks for it has.
  private func index(of column: String) throws -> Int {
    guard let index = columnNames.firstIndex(of: column) else {
      throw StoreError.corrupt("there is no column `\(column)`")
    }
    return columnNames.distance(from: columnNames.startIndex, to: index)
  }

  /// The text of a column, if it holds one.
  func optionalText(_ column: String) throws -> String? {
    try optionalText(at: try index(of: column))
  }

  /// The whole number of a column, if it holds one.
  func optionalInteger(_ column: String) throws -> Int? {
    try optionalInteger(at: try index(of: column))
  }

  /// The bytes of a column, if it holds some.
  func optionalBytes(_ column: String) throws -> Data? {
    try optionalBytes(at: try index(of: column))
  }

  /// The text of a column that always holds one.
  func text(_ column: String) throws -> String { try text(at: try index(of: column)) }

  /// The whole number of a column that always holds one.
  func integer(_ column: String) throws -> Int { try integer(at: try index(of: column)) }

  /// The moment of a column, if it holds one.
  func moment(_ column: String) throws -> Timestamp? {
    try optionalInteger(column).map(Timestamp.init(milliseconds:))
  }

  /// The JSON of a column, read as `T`.
  func json<T: JSONRepresentable>(_ column: String, as: T.Type) throws -> T {
    do {
      return try T(json: try BlueprintModel.Value(jsonText: try text(column)))
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError.corrupt("column `\(column)`: \(error)")
    }
  }
}

extension RunRecord {
  /// The run in a row of `runs`.
  init(row: Row) throws {
    let id = RunID(try row.text("id"))
    self.init(
      id: id, deployment: try row.text("deployment"),
      operation: try row.json("operation", as: Operation.self),
      plan: Digest(hexadecimal: try row.text("plan")), createdBy: try row.text("created_by"),
      createdAt: Timestamp(milliseconds: try row.integer("created_at")),
      finishedAt: try row.moment("finished_at"),
      result: try row.optionalText("result").map { name in
        guard let result = RunResult(rawValue: name) else {
          throw StoreError.corrupt("column `result`: unknown `\(name)`")
        }
        return result
      },
      lease: try Lease(of: id, row: row), wakeAt: try row.moment("wake_at"))
  }
}

extension Lease {
  /// The lease in a row of `runs`, if one is held.
  init?(of run: RunID, row: Row) throws {
    guard try row.optionalText("holder") != nil else { return nil }
    self.init(
      run: run, holder: try row.json("holder", as: LeaseHolder.self),
      term: try row.integer("term"),
      expiry: Timestamp(milliseconds: try row.integer("expiry")))
  }
}
