import BlueprintModel
import Hosts
import ProviderKit

/// `health.wait {host, service, check, env, directory, interval_ms, timeout_ms, healthy_after,
/// deadline_ms, stable_ms?}`: waits until the check passes `healthy_after` times in a row and,
/// then, for `stable_ms` without a failure.
struct HealthWait: LocalVerb {
  private let call: VerbCall
  private let machine: LocalMachine
  private let service: String
  private let probe: Probe
  private let interval: Duration
  private let deadline: Duration
  private let stable: Duration
  private let healthyAfter: Int

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    machine = try call.machine()
    service = try input.fileName("service")
    probe = try Probe(call)
    interval = max(try input.milliseconds("interval_ms") ?? .seconds(1), .milliseconds(10))
    deadline = try input.milliseconds("deadline_ms") ?? .seconds(60)
    stable = try input.milliseconds("stable_ms") ?? .zero
    healthyAfter = max(1, try input.optional("healthy_after", "an integer", \.integer) ?? 1)
  }

  func perform() async throws(Failure) -> Outcome {
    let clock = ContinuousClock()
    let end = clock.now + deadline
    var streak = 0
    var healthySince: ContinuousClock.Instant?
    var number = 0
    while true {
      let health = await probe.run(on: call.host)
      number += 1
      streak = health.isHealthy ? streak + 1 : 0
      if streak < healthyAfter { healthySince = nil }
      if streak >= healthyAfter, healthySince == nil { healthySince = clock.now }
      var reason = health.reason
      if let since = healthySince, clock.now - since >= stable {
        if try await !isDead() { return .done(handle: nil, outputs: [:]) }
        reason = "the probe passes, and the process is not running"
        streak = 0
        healthySince = nil
      }
      if !health.isHealthy, number % 5 == 0 { try await checkStopped(health.reason) }
      // Who is healthy at the deadline gets the time to prove stable.
      if healthySince == nil, clock.now >= end { throw await unhealthy(reason) }
      do { try await Task.sleep(for: interval) } catch {
        throw Failure(.permanent, code: "cancelled", "it was given up", changed: .no)
      }
    }
  }

  /// Whether the service's process died and waits to be started again. A service that manages
  /// itself has no process here.
  private func isDead() async throws(Failure) -> Bool {
    let status = try await Failure.catching { () async throws(HostError) in
      try await machine.services(on: call.host).status(of: service)
    }
    return status.state == .crashed
  }

  /// A service that was stopped on request never becomes healthy.
  private func checkStopped(_ reason: String) async throws(Failure) {
    let status = try await Failure.catching { () async throws(HostError) in
      try await machine.services(on: call.host).status(of: service)
    }
    if status.state == .stopped { throw await unhealthy("the service is stopped; \(reason)") }
  }

  private func unhealthy(_ reason: String) async -> Failure {
    let log = try? await machine.services(on: call.host).log(of: service, limit: 64 << 10)
    return Failure(
      .permanent, code: "unhealthy",
      "`\(service)` did not become healthy within \(deadline.blueprintText): \(reason)",
      changed: .no, output: Tail.lines(of: log ?? "", count: 20))
  }
}
