import BlueprintEngine
import BlueprintModel
import FoundationEssentials
import GRDB

/// A run and its plan as they are stored, for an examination.
struct StoredRun {
  let number: Int
  let record: RunRecord
  let plan: Plan
  /// The sequence of the newest entry, as it is recorded.
  let sequence: Int
  /// The highest term given out.
  let term: Int
  /// The newest chain, as it is recorded.
  let chain: EntryChain?

  /// Reads a row of `runs` beside the `hash` and `body` of its plan.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` if anything of it cannot be.
  init(_ row: Row, hasChain: Bool) throws {
    number = try row.integer("number")
    record = try RunRecord(row: row)
    sequence = try row.integer("sequence")
    term = try row.integer("term")
    chain = hasChain ? try EntryChain(stored: row.optionalBytes("chain")) : nil
    guard let body = try row.optionalText("body") else {
      throw StoreError.corrupt("its plan \(record.plan.short) is missing")
    }
    guard Digest(of: body.utf8) == record.plan else {
      throw StoreError.corrupt("its plan does not have the hash \(record.plan.short)")
    }
    plan = try row.json("body", as: Plan.self)
    guard plan.deployment == record.deployment, plan.operation == record.operation else {
      throw StoreError.corrupt("its plan is for another deployment or operation")
    }
  }
}
