import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import GRDB
import Glibc
import SQLiteStore
import Testing

@Suite struct StoreCheckTests {
  private let run = StoreSample.finished

  @Test func aSoundStoreIsSoundAndUntouched() async throws {
    let sample = try await StoreSample()
    let before = try sample.bytes()
    let report = await StoreCheck(path: sample.path).run()
    #expect(report.findings == [])
    #expect(report.schema == 3)
    #expect(report.counts.runs == 2)
    #expect(report.counts.entries == 9)
    #expect(report.counts.chained == 9)
    #expect(report.counts.deployments == 2)
    #expect(report.counts.resources == 3)
    #expect(try sample.bytes() == before)
    #expect(access(sample.path + "-wal", F_OK) != 0, "and nothing lies beside it")
  }

  @Test func aStoreInUseIsCheckedAsItIs() async throws {
    let sample = try await StoreSample()
    let store = try sample.scratch.store()
    try await store.setSealedSecrets(["a": [1]], of: "shop")
    #expect(await sample.findings() == [])
    try await store.setSealedSecrets(["b": [1]], of: "shop")
    #expect(try await store.sealedSecrets(of: "shop").count == 2)
  }

  /// A file of its own log that nobody holds: that of a process that was killed.
  @Test func aStoreWhoseProcessWasKilledIsChecked() async throws {
    let sample = try await StoreSample()
    let store = try sample.scratch.store()
    try await store.setSealedSecrets(["a": [1]], of: "shop")
    let copy = "\(sample.scratch.path)/copy.sqlite"
    for suffix in ["", "-wal"] { try Self.copy(sample.path + suffix, to: copy + suffix) }
    let report = await StoreCheck(path: copy).run()
    #expect(report.findings == [])
    #expect(report.counts.entries == 9)
  }

  @Test func aMissingFileIsTold() async {
    let report = await StoreCheck(path: "/nonexistent/store").run()
    #expect(report.findings.map(\.problem) == ["cannot be read: No such file or directory"])
  }

  @Test func anEmptyFileIsTold() async throws {
    let sample = try await StoreSample()
    try sample.replace([])
    #expect(
      await sample.findings() == [
        "\(sample.path): is empty: it was cut off, or nothing was ever kept in it"
      ])
    #expect(try sample.bytes().isEmpty)
  }

  @Test func aFileThatWasCutOffIsTold() async throws {
    let sample = try await StoreSample()
    let bytes = try sample.bytes()
    try sample.replace(Array(bytes.prefix(bytes.count / 2)))
    #expect(
      await sample.findings() == [
        "\(sample.path): is cut off: it has \(bytes.count / 2) bytes of \(bytes.count)"
      ])
  }

  @Test func aFlippedHeaderIsTold() async throws {
    let sample = try await StoreSample()
    try sample.flip(3)
    #expect(
      await sample.findings() == ["\(sample.path): is not a database: it does not begin as one"])
  }

  @Test func aFlippedPageIsTold() async throws {
    let sample = try await StoreSample()
    let page = try sample.offset(of: "token-of-a") / 4_096 * 4_096
    try sample.flip(page, bit: 6)
    let findings = await sample.findings()
    #expect(findings.contains { $0.hasPrefix("\(sample.path): SQLite: ") }, "\(findings)")
  }

  @Test func aFlippedFactIsTold() async throws {
    let sample = try await StoreSample()
    try sample.flip(try sample.offset(of: "token-of-b") + 2)
    #expect(
      await sample.findings() == [
        "run \(run): entry 4: it is not what was written: the hash chain breaks here"
      ])
  }

  @Test(arguments: ["at = at + 1", "term = term + 1", "chain = zeroblob(16)"])
  func aChangedColumnOfAnEntryIsTold(change: String) async throws {
    let sample = try await StoreSample()
    try sample.change("UPDATE entries SET \(change) WHERE run = 1 AND sequence = 3")
    #expect(
      await sample.findings() == [
        "run \(run): entry 3: it is not what was written: the hash chain breaks here"
      ])
  }

  @Test(arguments: [
    (
      "DELETE FROM entries WHERE run = 1 AND sequence = 3",
      "entry 3 is missing: entry 4 is the next"
    ),
    (
      "DELETE FROM entries WHERE run = 1 AND sequence = 6",
      "its journal ends at entry 5, and entry 6 was written"
    ),
    (
      "UPDATE entries SET chain = NULL WHERE run = 1 AND sequence = 6",
      "its last entry is not the last that was written: the hash chain ends elsewhere"
    ),
    (
      "UPDATE entries SET fact = '{}', chain = NULL WHERE run = 1 AND sequence = 6",
      "entry 6: column `fact`: `fact` is missing"
    ),
    (
      "UPDATE entries SET fact = x'00' WHERE run = 1 AND sequence = 6",
      "entry 6: column `fact` is not text"
    ),
    (
      "UPDATE runs SET result = 'failed' WHERE number = 1",
      "it is recorded as failed, and its journal says succeeded"
    ),
    (
      "UPDATE runs SET result = 'fine' WHERE number = 1", "column `result`: unknown `fine`"
    ),
    (
      "UPDATE runs SET finished_at = 7 WHERE number = 1",
      "the recorded time of its end is not that of its last entry"
    ),
    (
      "UPDATE runs SET term = 0 WHERE number = 1",
      "its journal has term 1, and 0 is the highest that was given out"
    ),
  ])
  func aJournalThatDoesNotAgreeIsTold(change: String, problem: String) async throws {
    let sample = try await StoreSample()
    try sample.change(change)
    #expect(await sample.findings() == ["run \(run): \(problem)"])
  }

  @Test func aPlanThatIsNotItsHashIsTold() async throws {
    let sample = try await StoreSample()
    try sample.change(
      """
      UPDATE plans SET body = replace(body, 'thing.ensure', 'thing.delete')
      WHERE hash = (SELECT plan FROM runs WHERE number = 1)
      """)
    let findings = await sample.findings()
    #expect(findings.count == 1)
    #expect(findings[0].hasPrefix("run \(run): its plan does not have the hash "))
  }

  @Test func aJournalThatCannotHaveHappenedIsTold() async throws {
    let sample = try await StoreSample()
    try sample.change("UPDATE entries SET chain = NULL; UPDATE runs SET chain = NULL")
    try sample.change(
      "UPDATE entries SET fact = replace(fact, '\"a\"', '\"b\"') WHERE run = 1 AND sequence = 2")
    let findings = await sample.findings()
    #expect(findings.count == 1)
    #expect(findings[0].hasPrefix("run \(run): the journal is damaged at entry 2: "))
  }

  @Test(arguments: [
    (
      "UPDATE resources SET body = '{' WHERE deployment = 'shop' AND address = 'a'",
      "deployment `shop`: resource `a`: column `body`: not JSON at byte 1: expected a key"
    ),
    (
      "INSERT INTO resources VALUES ('gone', 'x', '{}')",
      "resource `x` of `gone`: belongs to no deployment"
    ),
    (
      "UPDATE deployments SET active_run = 'run-00000000000a' WHERE name = 'shop'",
      "deployment `shop`: waits for a run that is finished or missing"
    ),
    (
      "UPDATE deployments SET active_run = NULL WHERE name = 'farm'",
      "run run-00000000000b: is unfinished, and its deployment does not know of it"
    ),
    (
      "INSERT INTO entries VALUES (9, 1, 1, 0, '{}', NULL)",
      "entries of run number 9: belong to no run"
    ),
    ("INSERT INTO plans VALUES ('h', '{}')", "plan h: belongs to no run"),
    ("UPDATE requests SET run = 9", "request 1: belongs to no run"),
  ])
  func whatHangsInTheAirIsTold(change: String, finding: String) async throws {
    let sample = try await StoreSample()
    try sample.change(change)
    #expect(await sample.findings() == [finding])
  }

  @Test func aNewerSchemaIsTold() async throws {
    let sample = try await StoreSample()
    try sample.change("PRAGMA user_version = 99")
    let report = await StoreCheck(path: sample.path).run()
    #expect(
      report.findings == [
        StoreFinding(
          sample.path, "the store has schema 99, and this program knows schemas up to 3",
          help: "check it with the newer program")
      ])
  }

  @Test func theDatabaseOfAnotherProgramIsTold() async throws {
    let sample = try await StoreSample()
    unlink(sample.path)
    try sample.change("CREATE TABLE notes (text TEXT)")
    #expect(await sample.findings() == ["\(sample.path): is a database of another program"])
  }

  /// What programs before schema 3 wrote has no chain, and is checked for the rest.
  @Test func anOlderStoreIsSoundBeforeAndAfterItIsBroughtUpToDate() async throws {
    let sample = try await StoreSample()
    try sample.change(
      """
      ALTER TABLE entries DROP COLUMN chain; ALTER TABLE runs DROP COLUMN chain;
      PRAGMA user_version = 2
      """)
    let old = await StoreCheck(path: sample.path).run()
    #expect(old.findings == [])
    #expect(old.schema == 2)
    #expect(old.counts.chained == 0)
    do {
      let store = try sample.scratch.store()
      try await store.migrate()
      let lease = try await store.claim(
        StoreSample.unfinished, by: RunHarness.holder(1), for: .seconds(15), evicting: nil,
        at: StoreSample.t0)
      let fact = Fact.intent(step: StepID("b"), attempt: 1, token: "t", desired: [:])
      _ = try await store.append(
        AppendBatch(after: 3, facts: [fact]), under: lease, at: StoreSample.t0)
      try store.close()
    }
    let new = await StoreCheck(path: sample.path).run()
    #expect(new.findings == [])
    #expect(new.counts.chained == 1)
  }

  /// Any bit may be wrong; the check ends all the same, and so does reading.
  @Test func noFlippedBitEndsTheProcess() async throws {
    let sample = try await StoreSample()
    let sound = try sample.bytes()
    var generator = SeededGenerator(seed: 7)
    var found = 0
    for _ in 0..<100 {
      var bytes = sound
      let offset = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try sample.replace(bytes)
      found += await sample.findings().isEmpty ? 0 : 1
      await Self.readAll(sample)
      for suffix in ["-wal", "-shm", "-journal"] { unlink(sample.path + suffix) }
    }
    #expect(found > 0)
  }

  /// Reads what commands read; what is damaged throws, and that is all that may happen.
  private static func readAll(_ sample: StoreSample) async {
    func attempt(_ body: () async throws(StoreError) -> Void) async {
      do throws(StoreError) { try await body() } catch {}
    }
    guard let store = try? sample.scratch.store() else { return }
    defer { try? store.close() }
    await attempt { () async throws(StoreError) in try await store.migrate() }
    for run in [StoreSample.finished, StoreSample.unfinished] {
      await attempt { () async throws(StoreError) in _ = try await store.run(run) }
      await attempt { () async throws(StoreError) in _ = try await store.plan(of: run) }
      await attempt { () async throws(StoreError) in
        _ = try await store.entries(of: run, after: 0)
      }
      await attempt { () async throws(StoreError) in
        _ = try await store.claim(
          run, by: RunHarness.holder(2), for: .seconds(1), evicting: 1, at: StoreSample.t0)
      }
    }
    for name in ["shop", "farm"] {
      await attempt { () async throws(StoreError) in _ = try await store.deployment(name) }
    }
    await attempt { () async throws(StoreError) in _ = try await store.runs(of: nil, limit: 9) }
    await attempt { () async throws(StoreError) in _ = try await store.requests(after: 0) }
    await attempt { () async throws(StoreError) in _ = try await store.deployments() }
  }

  private static func copy(_ source: String, to target: String) throws {
    let input = open(source, O_RDONLY)
    let output = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer {
      close(input)
      close(output)
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(input, &chunk, chunk.count), count > 0 {
      try #require(write(output, chunk, count) == count)
    }
  }
}
