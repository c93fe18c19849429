import BlueprintEngine
import BlueprintModel
import GRDB

/// The examination of one store, within one read transaction.
struct StoreExamination {
  /// What was found so far.
  private(set) var report: StoreReport
  private let database: Database
  private var schema = 0
  /// The deployment whose resources are at hand, for the journals of its runs.
  private var known: (deployment: String, resources: [ResourceAddress: Resource])?

  /// The most findings of SQLite's own check that are told.
  private static let integrityFindings = 20

  /// An examination of what `database` holds.
  init(_ database: Database, path: String) {
    self.database = database
    report = StoreReport(path: path)
  }

  /// Looks at everything.
  mutating func run() {
    attempt { this in
      this.schema = try Migration.check(this.database, path: this.report.path)
      this.report.schema = this.schema
    }
    guard schema > 0 else {
      if report.findings.isEmpty { add("holds nothing: no store was ever made in it") }
      return
    }
    attempt { try $0.checkIntegrity() }
    attempt { try $0.checkRuns() }
    attempt { try $0.checkDeployments() }
    attempt { try $0.checkOrphans() }
  }

  /// Does one part of the examination; what it cannot read is a finding.
  private mutating func attempt(_ part: (inout Self) throws -> Void) {
    do { try part(&self) } catch {
      report.add(StoreFinding(error, path: report.path))
    }
  }

  private mutating func add(_ problem: String, at place: String? = nil) {
    report.add(StoreFinding(place ?? report.path, problem))
  }

  private mutating func checkIntegrity() throws {
    // Its last word may be an error; what it said before counts.
    let lines = try String.fetchCursor(
      database, sql: "PRAGMA integrity_check(\(Self.integrityFindings))")
    while let text = try lines.next() {
      for line in text.split(separator: "\n") where line != "ok" && !line.hasPrefix("***") {
        add("SQLite: \(line)")
      }
    }
  }

  private mutating func checkRuns() throws {
    let numbers = try Int.fetchAll(
      database, sql: "SELECT number FROM runs ORDER BY deployment, number")
    for number in numbers { attempt { try $0.checkRun(number) } }
  }

  private mutating func checkRun(_ number: Int) throws {
    report.counts.runs += 1
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT runs.*, hash, body FROM runs LEFT JOIN plans ON hash = plan WHERE number = ?
        """, arguments: [number])
    guard let row else { return add("is in an index and not in its table", at: "run \(number)") }
    let place = (try? row.optionalText("id")).flatMap { $0.map { "run \($0)" } } ?? "run \(number)"
    do {
      let stored = try StoredRun(row, hasChain: schema >= 3)
      let resources = try resources(of: stored.record.deployment)
      var journal = JournalExamination(stored, known: resources)
      defer {
        report.counts.entries += journal.entries
        report.counts.chained += journal.chained
      }
      try journal.run(in: database, hasChain: schema >= 3)
    } catch StoreError.corrupt(let problem) {
      add(problem, at: place)
    }
  }

  /// The resources of a deployment as they are now; the runs of one deployment come in a row.
  private mutating func resources(of name: String) throws -> [ResourceAddress: Resource] {
    if let known, known.deployment == name { return known.resources }
    // What cannot be read is found where deployments are examined.
    let resources =
      (try? SQLiteStore.state(of: name, in: database))?.resources ?? [:]
    known = (name, resources)
    return resources
  }

  private mutating func checkDeployments() throws {
    let names = try String.fetchAll(database, sql: "SELECT name FROM deployments ORDER BY name")
    for name in names {
      report.counts.deployments += 1
      do {
        let state = try SQLiteStore.state(of: name, in: database)
        report.counts.resources += state?.resources.count ?? 0
      } catch StoreError.corrupt(let problem) {
        add(problem, at: "deployment `\(name)`")
      }
    }
  }

  /// Rows that belong to nothing, and runs that do not agree with their deployments.
  private mutating func checkOrphans() throws {
    for rule in OrphanRule.all where rule.schema <= schema {
      for row in try Row.fetchAll(database, sql: rule.sql) {
        add(rule.problem, at: try row.text(at: 0))
      }
    }
  }
}
