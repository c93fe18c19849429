import BlueprintEngine
import BlueprintModel

/// Drives a plan once without harm, then once for every append and each side of it with the
/// driving process dying there, and compares: the same result, the same deployment, the same
/// effects, and no violation.
public struct CrashSweep: Sendable {
  private let plan: Plan
  private let script: ScriptedProvider.Script
  private let limits: Limits
  private let makeStore: @Sendable () async throws -> any StateStore

  /// A sweep of `plan`. Every drive gets a new store.
  ///
  /// - Parameter limits: use a total of 1 for a plan in which a step fails for good: which of its
  ///   neighbours were begun by then is otherwise a matter of chance.
  public init(
    plan: Plan, script: ScriptedProvider.Script = [:], limits: Limits = Limits(total: 8),
    makeStore: @escaping @Sendable () async throws -> any StateStore
  ) {
    self.plan = plan
    self.script = script
    self.limits = limits
    self.makeStore = makeStore
  }

  /// What a drive left behind.
  private struct Remains: Equatable {
    var result: RunResult?
    var deployment: DeploymentState?
    var effects: [String: Int]
  }

  /// What one drive came to.
  private struct Drive {
    var remains: Remains
    /// Whether the process died at the first death.
    var died: Bool
    var violations: [String]
  }

  /// Everything that went differently than it must, and the number of crashes tried.
  public func run() async throws -> (violations: [String], crashes: Int) {
    let expected = try await drive(deaths: [])
    var violations = expected.violations
    var crashes = 0
    for append in 1... {
      var isReached = false
      for deaths in Self.deaths(at: append) {
        let drive = try await drive(deaths: deaths)
        guard drive.died else { continue }
        isReached = true
        crashes += 1
        violations += drive.violations.map { "\(deaths): \($0)" }
        if drive.remains != expected.remains {
          violations.append("\(deaths): it ended differently: \(drive.remains)")
        }
      }
      guard isReached else { break }
    }
    return (violations, crashes)
  }

  /// The ways to die at an append: before it and after it; and each again with the worker that
  /// takes over dying early on as well, because continuing is the same code again.
  private static func deaths(at append: Int) -> [[WitnessedStore.Death]] {
    [false, true].flatMap { isAfterwards in
      let death = WitnessedStore.Death(append: append, isAfterwards: isAfterwards)
      let second = WitnessedStore.Death(append: 1 + append % 3, isAfterwards: !isAfterwards)
      return [[death], [death, second]]
    }
  }

  private func drive(deaths: [WitnessedStore.Death]) async throws -> Drive {
    let harness = RunHarness(store: try await makeStore(), script: script, limits: limits)
    try await harness.create(plan)
    var results: [RunResult?] = []
    for (number, death) in deaths.enumerated() {
      results.append(try await harness.drive(worker: number + 1, death: death))
    }
    let result = try await harness.drive(worker: deaths.count + 1)
    let remains = Remains(
      result: result, deployment: try await harness.deployment(),
      effects: harness.provider.effects)
    let violations = try await check(harness, remains.deployment)
    return Drive(remains: remains, died: results.first == .some(nil), violations: violations)
  }

  private func check(
    _ harness: RunHarness, _ stored: DeploymentState?
  ) async throws -> [String] {
    let checker = InvariantChecker(run: harness.run, plan: plan)
    return checker.violations(in: harness.trace.events)
      + checker.violations(journal: try await harness.journal(), known: [:], stored: stored)
  }
}
