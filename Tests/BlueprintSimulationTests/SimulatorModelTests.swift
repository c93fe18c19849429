import BlueprintModel
import Testing

@testable import BlueprintSimulation

/// The world and its faults, call by call.
@Suite struct SimulatorModelTests {
  @Test func aRepeatedTokenHasOneEffect() {
    var scene = ModelScene()
    let host = scene.machine()
    let input: Value = ["host": host, "script": "true"]
    let first = scene.call("host.job", "services.web[0]", input, token: "t")
    let second = scene.call("host.job", "services.web[0]", input, token: "t")
    let answer = scene.answer(second)?.outcome
    #expect(answer != nil)
    #expect(scene.answers[first] == nil, "only the newest caller is answered")
    let third = scene.call("host.job", "services.web[0]", input, token: "t")
    #expect(scene.answer(third)?.outcome == answer)
    #expect(scene.model.violations == [])
  }

  @Test func aLostReplyLeavesTheEffect() {
    var scene = ModelScene(faults: [Fault(.lose(.reply), FaultSelector(verb: Glob("machine.*")))])
    let lost = scene.call("machine.ensure", "machines.db", ["name": "db"], token: "t")
    #expect(scene.answer(lost) == SimulatedAnswer(call: lost, outcome: nil))
    #expect(scene.model.inventory == ["machines.db"])
    let again = scene.call("machine.ensure", "machines.db", ["name": "db"], token: "t")
    guard case .done? = scene.answer(again)?.outcome else {
      Issue.record("the token does not find its effect")
      return
    }
  }

  @Test func aLostCallHasNoEffect() {
    var scene = ModelScene(faults: [Fault(.lose(.call), FaultSelector(verb: Glob("machine.*")))])
    let lost = scene.call("machine.ensure", "machines.db", ["name": "db"])
    #expect(scene.answer(lost) == SimulatedAnswer(call: lost, outcome: nil))
    #expect(scene.model.inventory == [])
  }

  @Test func failuresStrikeEachStepSoManyTimes() {
    let failure = Failure(.transient, code: "busy", "busy", changed: .no)
    var scene = ModelScene(
      faults: [Fault(.fail(failure), FaultSelector(address: Glob("machines.*")), times: 2)])
    for address in ["machines.a", "machines.b"] {
      for attempt in 1...3 {
        let call = scene.call(
          "machine.ensure", address, ["name": "x"], step: "\(address)/ensure", attempt: attempt)
        let isStruck = scene.answer(call)?.outcome?.failure == failure
        #expect(isStruck == (attempt < 3))
      }
    }
  }

  @Test func aHangingEffectAnswersWhenItIsGivenUp() {
    var scene = ModelScene(faults: [Fault(.hang, FaultSelector(verb: Glob("host.job")))])
    let host = scene.machine()
    let call = scene.call("host.job", "a", ["host": host, "script": "x"], token: "t")
    #expect(scene.answer(call) == nil)
    scene.model.cancel(token: "t", at: scene.now)
    #expect(scene.answer(call)?.outcome?.failure?.code == "cancelled")
  }

  @Test func throttlingAllowsSoManyCallsASecond() {
    var scene = ModelScene(
      faults: [Fault(.throttle(rate: 2), FaultSelector(verb: Glob("machine.ensure")))])
    let calls = (0..<5).map { scene.call("machine.ensure", "machines.m[\($0)]", ["name": "m"]) }
    let failed = calls.filter { scene.answer($0)?.outcome?.failure?.failureClass == .throttled }
    #expect(failed.count == 3)
    scene.pass(.seconds(1))
    let later = scene.call("machine.ensure", "machines.m[9]", ["name": "m"])
    #expect(scene.answer(later)?.outcome?.failure == nil)
  }

  @Test func aLimitAllowsSoManyCallsAtATime() {
    var scene = ModelScene(
      faults: [Fault(.limit(2), FaultSelector(verb: Glob("machine.ensure")))])
    let calls = (0..<3).map { scene.call("machine.ensure", "machines.m[\($0)]", ["name": "m"]) }
    let failed = calls.filter { scene.answer($0)?.outcome?.failure?.code == "limit_reached" }
    #expect(failed == [calls[2]])
    let later = scene.call("machine.ensure", "machines.m[9]", ["name": "m"])
    #expect(scene.answer(later)?.outcome?.failure == nil)
  }

  @Test func aDeadMachineDoesNotAnswerUntilItReturns() {
    let fault = Fault(
      .die, FaultSelector(machine: Glob("machines.web[0]")), after: .seconds(100),
      lasting: .seconds(60))
    var scene = ModelScene(faults: [fault])
    let host = scene.machine()
    _ = scene.service(on: host)
    scene.pass(.seconds(110))
    let refused = scene.call("host.job", "services.web[0]", ["host": host, "script": "x"])
    #expect(scene.answer(refused)?.outcome?.failure?.failureClass == .unreachable)
    #expect(scene.model.world.availability.count(at: scene.now) == [:])
    scene.pass(.seconds(120))
    #expect(scene.model.world.availability.count(at: scene.now) == ["services.web": 1])
    let answered = scene.call("host.job", "services.web[0]", ["host": host, "script": "x"])
    #expect(scene.answer(answered)?.outcome?.failure == nil)
  }

  @Test func whatRanOnAMachineThatDiesIsLost() {
    let fault = Fault(.die, FaultSelector(verb: Glob("host.job")))
    var scene = ModelScene(faults: [fault])
    let host = scene.machine()
    let call = scene.call("host.job", "services.web[0]", ["host": host, "script": "x"])
    let failure = scene.answer(call)?.outcome?.failure
    #expect(failure?.code == "connection_lost")
    #expect(failure?.changed == .unknown)
  }

  @Test(arguments: Fault.Direction.allCases)
  func aPartitionStopsCallsOrAnswers(_ way: Fault.Direction) {
    let fault = Fault(
      .cut(way), FaultSelector(machine: Glob("machines.*")), after: .seconds(60),
      lasting: .seconds(60))
    var scene = ModelScene(faults: [fault])
    let host = scene.machine()
    scene.pass(.seconds(70) - (scene.now - Timestamp(milliseconds: 0)))
    let input: Value = ["host": host, "directory": "d", "files": [["path": "f"]]]
    let call = scene.call("host.put", "services.web[0]", input, token: "t")
    let answer = scene.answer(call)
    if way == .out {
      #expect(answer == SimulatedAnswer(call: call, outcome: nil))
      #expect(scene.model.world.files["services.web[0]"] == ["d/f"])
    } else {
      #expect(answer?.outcome?.failure?.code == "no_route")
      #expect(scene.model.world.files.isEmpty)
    }
    scene.pass(.seconds(60))
    let again = scene.call("host.put", "services.web[0]", input, token: "t")
    #expect(scene.answer(again)?.outcome?.failure == nil)
  }

  @Test func aFailureDomainGoesAsAWhole() {
    var scene = ModelScene(
      faults: [Fault(.die, FaultSelector(domain: Glob("rack=r1")), after: .seconds(600))])
    let hosts = (0..<6).map { scene.machine("machines.web[\($0)]", index: $0) }
    scene.pass(.seconds(600))
    let calls = hosts.map { scene.call("host.job", "a", ["host": $0, "script": "x"]) }
    let dead = calls.indices.filter { scene.answer(calls[$0])?.outcome?.failure != nil }
    #expect(dead == [0, 3])
  }

  @Test func portsAreHeldByOneService() {
    var scene = ModelScene()
    let host = scene.machine()
    #expect(scene.service(on: host)?.failure == nil)
    let other = scene.service("services.api[0]", on: host)
    #expect(other?.failure?.code == "port_in_use")
  }

  @Test func healthWaitsForTheService() {
    let slow = Fault(.unhealthy(.seconds(20)), FaultSelector(step: Glob("*/start")))
    var scene = ModelScene(faults: [slow])
    let host = scene.machine()
    _ = scene.service(on: host)
    let began = scene.now
    let input: Value = ["host": host, "deadline_ms": 60_000, "stable_ms": 1000]
    let call = scene.call("health.wait", "services.web[0]", input)
    #expect(scene.answer(call)?.outcome?.failure == nil)
    #expect(scene.now - began > .seconds(21))
    let never = Fault(.unhealthy(nil), FaultSelector(step: Glob("*/start")))
    scene.model.begin(faults: [never], stubs: [], at: scene.now)
    _ = scene.service(on: host, release: 2)
    let second = scene.call("health.wait", "services.web[0]", input)
    #expect(scene.answer(second)?.outcome?.failure?.code == "unhealthy")
  }

  @Test func aVolumeHasOneWriter() {
    var scene = ModelScene()
    for machine in ["machines.a", "machines.b"] {
      _ = scene.machine(machine)
      let call = scene.call("volume.attach", machine, ["volume": "data"])
      _ = scene.answer(call)
    }
    #expect(scene.model.violations == ["`data` is written to by machines.a, machines.b"])
  }

  @Test func theSameSeedGivesTheSameWorld() {
    func moments(_ seed: UInt64) -> [Timestamp] {
      var scene = ModelScene(seed: seed)
      scene.model = SimulatorModel(
        .init(
          seed: seed,
          faults: [Fault(.lose(.reply), FaultSelector(verb: Glob("*")), chance: 0.3)]),
        at: scene.now)
      return (0..<20).map { number in
        let call = scene.call("machine.ensure", "machines.m[\(number)]", ["name": "m"])
        _ = scene.answer(call)
        return scene.now
      }
    }
    #expect(moments(7) == moments(7))
    #expect(moments(7) != moments(8))
  }

  @Test(arguments: [
    Latency.fixed(.seconds(3)), .uniform(.seconds(1), .seconds(5)),
    .exponential(mean: .seconds(4)), .longTail(median: .seconds(2), p99: .seconds(40)),
  ])
  func distributionsHaveTheirMedian(_ latency: Latency) throws {
    var random = SimulatorRandom(seed: 3, key: "latency")
    let samples = (0..<20_000).map { _ in latency.sample(&random).milliseconds }.sorted()
    #expect(samples.allSatisfy { $0 >= 0 })
    let (found, wanted) = (Double(samples[10_000]), Double(latency.median.milliseconds))
    #expect(abs(found - wanted) < wanted * 0.05)
    #expect(try Latency(json: latency.json) == latency)
  }
}
