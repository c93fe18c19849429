import BlueprintEngine
import BlueprintModel
import GRDB

extension Row {
  /// The text of a column, if it holds one.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` if the column holds something else.
  func optionalText(_ column: String) throws -> String? {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .null: return nil
    case .string(let text): return text
    case .int64, .double, .blob: throw StoreError.corrupt("column `\(column)` is not text")
    }
  }

  /// The whole number of a column, if it holds one.
  func optionalInteger(_ column: String) throws -> Int? {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .null: return nil
    case .int64(let number): return Int(number)
    case .string, .double, .blob: throw StoreError.corrupt("column `\(column)` is not a number")
    }
  }

  /// The text of a column that always holds one.
  func text(_ column: String) throws -> String {
    guard let text = try optionalText(column) else {
      throw StoreError.corrupt("column `\(column)` is null")
    }
    return text
  }

  /// The whole number of a column that always holds one.
  func integer(_ column: String) throws -> Int {
    guard let number = try optionalInteger(column) else {
      throw StoreError.corrupt("column `\(column)` is null")
    }
    return number
  }

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
      result: try row.optionalText("result")
        .flatMap(RunResult.init(rawValue:)),
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
