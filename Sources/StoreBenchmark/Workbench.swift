import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Glibc
import SQLiteStore

/// A store to measure, and what every measurement does with it.
struct Workbench: Sendable {
  let store: SQLiteStore

  /// When everything happens.
  static let now = Timestamp(milliseconds: 1_700_000_000_000)

  /// Creates and claims the run of that number, of a deployment of its own.
  func claim(_ number: Int) async throws -> Lease {
    var plan = PlanFixture.plan([PlanFixture.step("services.api[0]/start")])
    plan.deployment = "shop-\(number)"
    let run = RunID("run-\(String(0x1000_0000_0000 + number, radix: 16))")
    try await store.create(NewRun(id: run, plan: plan, createdBy: "ada"), at: Self.now)
    return try await store.claim(
      run, by: RunHarness.holder(1), for: .seconds(3_600), evicting: nil, at: Self.now)
  }

  /// Creates and claims as many runs, all at the same time.
  func claimAll(_ count: Int) async throws -> [Lease] {
    try await withThrowingTaskGroup(of: Lease.self) { group in
      for number in 0..<count { group.addTask { try await claim(number) } }
      var leases: [Lease] = []
      while let lease = try await group.next() { leases.append(lease) }
      return leases
    }
  }

  /// The facts of the step of that number: as a journal has them of a step that makes a resource.
  static func facts(ofStep number: Int) -> [Fact] {
    let step = StepID("services.api[\(number)]/start")
    return [
      .intent(
        step: step, attempt: 1, token: "0123456789abcdef/services.api[\(number)]/start/1",
        desired: ["self": "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730"]),
      .outcome(
        step: step, attempt: 1,
        .done(handle: ["id": .integer(number)], outputs: ["port": 8_080, "address": "127.1.2.3"])),
    ]
  }

  /// Appends the intent or the outcome of a step, in turns.
  func append(_ turn: Int, under lease: Lease) async throws {
    let fact = Self.facts(ofStep: turn / 2)[turn % 2]
    _ = try await store.append(
      AppendBatch(after: 1 + turn, facts: [fact]), under: lease, at: Self.now)
  }
}

/// Prints one measured number.
func report(_ name: String, _ number: Double) { print("\(name) \(number)") }

/// The processor time that this process has used, in seconds. On a busy machine it tells more than
/// the time that passed.
func processorTime() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
  return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(micros) / 1e6
}

extension Duration {
  /// The seconds, with their fraction.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

extension [Duration] {
  /// The seconds that the part `share` of all stay below.
  func percentile(_ share: Double) -> Double {
    isEmpty ? 0 : sorted()[Int(Double(count - 1) * share)].inSeconds
  }
}
