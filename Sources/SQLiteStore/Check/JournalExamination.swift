import BlueprintEngine
import BlueprintModel
import GRDB

/// The examination of one journal: each entry by itself, the chain over them, their fold, and what
/// the run's row says of them. It ends at the first fault, because what follows hangs on it.
struct JournalExamination {
  private let run: StoredRun
  private let known: [ResourceAddress: Resource]
  /// How many entries were looked at.
  private(set) var entries = 0
  /// How many of them have a chain.
  private(set) var chained = 0
  private var chain: EntryChain
  private var end: JournalEntry?

  /// An examination of the journal of `run`, whose deployment's resources are `known`.
  init(_ run: StoredRun, known: [ResourceAddress: Resource]) {
    self.run = run
    self.known = known
    chain = EntryChain(of: run.record.id)
  }

  /// Reads the journal from its beginning to its end.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` with the entry and what is wrong with it.
  mutating func run(in database: Database, hasChain: Bool) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT sequence, at, term, fact, \(hasChain ? "chain" : "NULL") FROM entries
        WHERE run = ? ORDER BY sequence
        """, arguments: [run.number])
    var state: RunState
    do {
      state = try RunState(run: run.record.id, plan: run.plan, known: known)
    } catch {
      throw StoreError.corrupt(error.description)
    }
    while let row = try rows.next() {
      let entry = try checked(row)
      do { try state.apply(entry) } catch { throw StoreError.corrupt(error.description) }
      end = entry
    }
    try checkRecord(state)
  }

  private mutating func checked(_ row: Row) throws -> JournalEntry {
    let sequence = try row.integer(at: 0)
    guard sequence == entries + 1 else {
      throw StoreError.corrupt("entry \(entries + 1) is missing: entry \(sequence) is the next")
    }
    entries += 1
    do {
      let moment = try row.integer(at: 1)
      let term = try row.integer(at: 2)
      let text = try row.text(at: 3)
      try checkChain(row, at: moment, term: term, fact: text)
      let fact = try row.json("fact", as: Fact.self)
      if sequence == 1 { try checkFirst(fact) }
      return JournalEntry(
        sequence: sequence, at: Timestamp(milliseconds: moment), term: term, fact: fact)
    } catch StoreError.corrupt(let problem) {
      throw StoreError.corrupt("entry \(sequence): \(problem)")
    }
  }

  /// Compares the entry's chain; an entry of an older program has none.
  private mutating func checkChain(_ row: Row, at moment: Int, term: Int, fact: String) throws {
    guard let stored = try EntryChain(stored: row.optionalBytes(at: 4)) else { return }
    chain = chain.adding(sequence: entries, at: moment, term: term, fact: fact)
    guard chain == stored else {
      throw StoreError.corrupt("it is not what was written: the hash chain breaks here")
    }
    chained += 1
  }

  private func checkFirst(_ fact: Fact) throws {
    guard case .created(let hash, _) = fact else {
      throw StoreError.corrupt("the first entry does not say that the run was created")
    }
    guard hash == run.record.plan else {
      throw StoreError.corrupt("the run was created for another plan, \(hash.short)")
    }
  }

  /// Compares the run's row with what the journal came to.
  private func checkRecord(_ state: RunState) throws {
    guard entries > 0 else { throw StoreError.corrupt("its journal is empty") }
    guard run.sequence == entries else {
      throw StoreError.corrupt(
        "its journal ends at entry \(entries), and entry \(run.sequence) was written")
    }
    guard state.result == run.record.result else {
      throw StoreError.corrupt(
        "it is recorded as \(run.record.result?.rawValue ?? "unfinished"), and its journal says "
          + (state.result?.rawValue ?? "unfinished"))
    }
    let ended = state.result == nil ? nil : end?.at
    guard run.record.finishedAt == ended else {
      throw StoreError.corrupt("the recorded time of its end is not that of its last entry")
    }
    guard run.term >= state.term else {
      throw StoreError.corrupt(
        "its journal has term \(state.term), and \(run.term) is the highest that was given out")
    }
    if let recorded = run.chain, recorded != chain {
      throw StoreError.corrupt(
        "its last entry is not the last that was written: the hash chain ends elsewhere")
    }
  }
}
