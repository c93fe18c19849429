import BlueprintEngine
import BlueprintModel
import Foundation
import SQLiteStore
import Synchronization

/// Runs on a store on the disk, and what they took.
struct Bench {
  let directory: String

  private func store(_ name: String = "state.db") async throws -> SQLiteStore {
    let store = try SQLiteStore(path: "\(directory)/\(name)")
    try await store.migrate()
    return store
  }

  private func driver(
    _ store: SQLiteStore, _ limits: Limits, sharing shared: [LimitKey: Int] = [:]
  ) -> RunDriver {
    RunDriver(
      store: store, providers: NothingProvider(),
      configuration: DriveConfiguration(limits: limits, shared: shared))
  }

  private static let holder = LeaseHolder.current(label: "benchmark")

  /// One run of `plan`: steps in a second, and the memory at its highest.
  func single(_ plan: Plan) async throws -> Value {
    let store = try await store()
    let run = RunID("run-1")
    let created = try await timed {
      try await store.create(NewRun(id: run, plan: plan, createdBy: "bench"), at: .now)
    }
    let calls = Mutex(0)
    let took = try await timed {
      let supervisor = Supervisor(
        driver: driver(store, Limits(total: 64)), holder: Self.holder)
      let result = try await supervisor.run(run) { event in
        if case .entry(let entry) = event, case .outcome = entry.fact { calls.withLock { $0 += 1 } }
      }
      guard result == .finished(.succeeded) else { throw Unfinished(result: "\(result)") }
    }
    let steps = calls.withLock { $0 }
    return report(["create_ms": .number(created * 1000)], steps: steps, seconds: took)
  }

  /// Many runs at once, each of a chain of steps.
  func many(runs: Int, steps: Int, pools: Int) async throws -> Value {
    let store = try await store()
    for number in 0..<runs {
      let names = pools == 0 ? [] : ["pool-\(number % pools)"]
      let plan = Plans.chain(steps, deployment: "d\(number)", pools: names)
      try await store.create(
        NewRun(id: RunID("run-\(number)"), plan: plan, createdBy: "bench"), at: .now)
    }
    let latencies = Latencies()
    let most = Dictionary(
      uniqueKeysWithValues: (0..<pools).map { (LimitKey.pool("pool-\($0)"), 4) })
    let driver = driver(store, Limits(total: 64), sharing: most)
    let took = try await timed {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<runs {
          group.addTask { try await Self.drive(RunID("run-\(number)"), driver, latencies) }
        }
        try await group.waitForAll()
      }
    }
    let sorted = latencies.sorted
    return report(
      [
        "p50_ms": .number(sorted[sorted.count / 2]),
        "p99_ms": .number(sorted[sorted.count * 99 / 100]),
      ], steps: runs * steps, seconds: took)
  }

  private static func drive(
    _ run: RunID, _ driver: RunDriver, _ latencies: Latencies
  ) async throws {
    let began = Mutex<[StepID: ContinuousClock.Instant]>([:])
    let result = try await Supervisor(driver: driver, holder: holder).run(run) { event in
      guard case .entry(let entry) = event else { return }
      switch entry.fact {
      case .intent(let step, _, _, _, _): began.withLock { $0[step] = .now }
      case .outcome(let step, _, _):
        guard let start = began.withLock({ $0[step] }) else { return }
        latencies.add((ContinuousClock.now - start).seconds * 1000)
      default: break
      }
    }
    guard result == .finished(.succeeded) else { throw Unfinished(result: "\(result)") }
  }

  /// A run of `count` steps that is left half-way and gone on with: how long until the first new
  /// intent is in the store.
  func continued(_ count: Int) async throws -> Value {
    let run = RunID("run-1")
    try await leaveHalfWay(run, count)
    let store = try await store()
    let first = Mutex<ContinuousClock.Instant?>(nil)
    let began = ContinuousClock.now
    let drain = Drain()
    let supervisor = Supervisor(
      driver: driver(store, Limits(total: 64)), holder: Self.holder, isDead: { _ in true })
    _ = try await supervisor.run(run, drain: drain) { event in
      guard case .entry(let entry) = event, case .intent = entry.fact else { return }
      let isFirst = first.withLock { first in
        guard first == nil else { return false }
        first = .now
        return true
      }
      if isFirst { Task { await drain.request() } }
    }
    guard let moment = first.withLock({ $0 }) else { throw Unfinished(result: "no new step") }
    let entries = try await store.entries(of: run, after: 0)
    return report(
      [
        "first_new_step_ms": .number((moment - began).seconds * 1000),
        "entries": .integer(entries.count),
      ], steps: count, seconds: (moment - began).seconds)
  }

  private func leaveHalfWay(_ run: RunID, _ count: Int) async throws {
    let store = try await store()
    try await store.create(
      NewRun(id: run, plan: Plans.wide(count), createdBy: "bench"), at: .now)
    let drain = Drain()
    let done = Mutex(0)
    let supervisor = Supervisor(driver: driver(store, Limits(total: 64)), holder: Self.holder)
    _ = try await supervisor.run(run, drain: drain) { event in
      guard case .entry(let entry) = event, case .outcome = entry.fact else { return }
      let isHalf = done.withLock { done in
        done += 1
        return done == count / 2
      }
      if isHalf { Task { await drain.request() } }
    }
  }

  private func report(_ more: ValueMap, steps: Int, seconds: Double) -> Value {
    var map = more
    map["steps"] = .integer(steps)
    map["seconds"] = .number(seconds)
    map["steps_per_second"] = .number(Double(steps) / seconds)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    map["peak_mib"] = .number(Double(usage.ru_maxrss) / 1024)
    return .map(map)
  }

  private func timed(_ body: () async throws -> Void) async throws -> Double {
    let began = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - began).seconds
  }
}

/// How long steps took from their intent to their outcome, in milliseconds.
final class Latencies: Sendable {
  private let content = Mutex<[Double]>([])

  var sorted: [Double] { content.withLock { $0.sorted() } }

  func add(_ latency: Double) { content.withLock { $0.append(latency) } }
}

/// A run that did not end as it must.
struct Unfinished: Error {
  let result: String
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Timestamp {
  static var now: Timestamp { SystemClock().now() }
}
