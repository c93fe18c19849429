import BlueprintModel
import Glibc
import Hosts
import Testing

@testable import LocalProvider

@Suite("Services of the local provider", .timeLimit(.minutes(2)))
struct ServiceTests {
  private func input(_ host: Value, spec: Value = "1", port: Int = 8_080) -> Value {
    [
      "host": host, "name": "web", "command": .string(serverCommand), "directory": "services/web",
      "env": ["LISTEN": host["address"] ?? "", "PORT": .integer(port)], "stop_timeout_ms": 5_000,
      "endpoints": [["name": "http", "port": .integer(port)]], "spec": ["version": spec],
    ]
  }

  private func health(_ host: Value, port: Int = 8_080, deadline: Int = 20_000) -> Value {
    [
      "host": host, "service": "web", "directory": "services/web", "env": .map([:]),
      "check": ["http": ["port": .integer(port), "path": "/", "status": 200]],
      "interval_ms": 50, "timeout_ms": 1_000, "healthy_after": 2,
      "deadline_ms": .integer(deadline), "stable_ms": 100,
    ]
  }

  @Test("a service starts once, becomes healthy, comes back when killed, and goes")
  func life() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let started = try await bench.call("service.ensure", input(host))
    #expect(started.handle?["spec"] != nil)
    _ = try await bench.call("health.wait", health(host)).outputs
    let observation: Value = ["host": host, "name": "web"]
    let first = try await bench.call("service.observe", observation).outputs
    #expect(first["state"] == "running")
    // Again with the same definition: nothing happens.
    _ = try await bench.call("service.ensure", input(host)).outputs
    #expect(try await bench.call("service.observe", observation).outputs["pid"] == first["pid"])
    let killed = ContinuousClock.now
    kill(pid_t(try #require(first["pid"]?.integer)), SIGKILL)
    let isBack = try await eventually {
      try await bench.call("service.observe", observation).outputs["starts"] == 2
    }
    #expect(isBack)
    #expect(ContinuousClock.now - killed < .seconds(2))
    // Another version replaces it.
    _ = try await bench.call("service.ensure", input(host, spec: "2")).outputs
    _ = try await bench.call("health.wait", health(host)).outputs
    #expect(try await bench.call("service.observe", observation).outputs["starts"] == 3)
    let logs = try await bench.call("service.logs", observation).outputs
    #expect(logs["lines"]?.list?.first == "listening")
    _ = try await bench.call("service.delete", observation).outputs
    #expect(try await bench.call("service.observe", observation).outputs["state"] == "absent")
    try await bench.removeMachine()
  }

  @Test("a port in use is told with who holds it, and nothing is started")
  func portInUse() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    _ = try await bench.call("service.ensure", input(host)).outputs
    _ = try await bench.call("health.wait", health(host)).outputs
    guard case .map(var other) = input(host) else { return }
    other["name"] = "other"
    let failure = try #require(try await bench.call("service.ensure", .map(other)).failure)
    #expect(failure.code == "port_in_use")
    #expect(failure.failureClass == .permanent)
    #expect(failure.message.contains("python3 (pid "))
    let observed = try await bench.call("service.observe", ["host": host, "name": "other"])
    #expect(try observed.outputs["state"] == "absent")
    try await bench.removeMachine()
  }

  @Test("a service that never gets healthy fails at its deadline with its last log lines")
  func unhealthy() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    guard case .map(var broken) = input(host) else { return }
    broken["command"] = "echo cannot start; sleep 300"
    _ = try await bench.call("service.ensure", .map(broken)).outputs
    let outcome = try await bench.call("health.wait", health(host, deadline: 500))
    let failure = try #require(outcome.failure)
    #expect(failure.code == "unhealthy")
    #expect(failure.message.contains("Connection refused"))
    #expect(failure.output == ["cannot start"])
    let seen = try await bench.call("health.observe", health(host)).outputs
    #expect(seen["healthy"] == false)
    try await bench.removeMachine()
  }

  @Test("waiting for a stopped service ends early")
  func stopped() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    _ = try await bench.call("service.ensure", input(host)).outputs
    let control: Value = ["host": host, "name": "web", "action": "stop"]
    _ = try await bench.call("service.control", control).outputs
    let begun = ContinuousClock.now
    let failure = try await bench.call("health.wait", health(host, deadline: 60_000)).failure
    #expect(failure?.message.contains("the service is stopped") == true)
    #expect(ContinuousClock.now - begun < .seconds(20))
    _ = try await bench.call(
      "service.control", ["host": host, "name": "web", "action": "restart"]
    ).outputs
    _ = try await bench.call("health.wait", health(host)).outputs
    try await bench.removeMachine()
  }

  @Test("a status other than the expected one is unhealthy, and a script and a port can check")
  func probes() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    _ = try await bench.call("service.ensure", input(host)).outputs
    _ = try await bench.call("health.wait", health(host)).outputs
    _ = try await bench.call(
      "host.put",
      ["host": host, "directory": "services/web", "files": [["path": "sick", "content": ""]]]
    ).outputs
    let sick = try await bench.call("health.observe", health(host)).outputs
    #expect(sick["healthy"] == false)
    #expect(sick["reason"]?.string?.contains("answers 503") == true)
    func probe(_ check: Value) async throws -> ValueMap {
      try await bench.call(
        "health.observe",
        [
          "host": host, "service": "web", "directory": "services/web", "timeout_ms": 2_000,
          "env": ["WORD": "it's"], "check": check,
        ]
      ).outputs
    }
    #expect(try await probe(["tcp": ["port": 8_080]])["healthy"] == true)
    #expect(try await probe(["tcp": ["port": 8_081]])["healthy"] == false)
    #expect(
      try await probe(["run": "test -e sick && test \"$WORD\" = \"it's\""])["healthy"] == true)
    let failed = try await probe(["run": "echo no luck; exit 7"])
    #expect(failed["reason"] == "the check ends with exit status 7: no luck")
    #expect(try await probe(["run": "sleep 300"])["healthy"] == false)
    try await bench.removeMachine()
  }
}
