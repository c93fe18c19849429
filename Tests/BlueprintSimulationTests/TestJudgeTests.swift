import BlueprintModel
import Testing

@testable import BlueprintCompiler
@testable import BlueprintSimulation

/// Every expectation can fail, and says why.
@Suite struct TestJudgeTests {
  private static let blueprint = """
    blueprint: 1
    name: pages
    inputs:
      count: {type: integer, default: 2}
      release: {type: string, default: "1"}
      word: {type: string, secret: true, default: tell-nobody}
    targets: {main: {provider: local}}
    machines: {web: {target: main, count: "${inputs.count}"}, db: {target: main, protect: true}}
    services:
      web:
        on: web
        version: ${inputs.release}
        run: exec serve
        env: {RELEASE: "${inputs.release}", WORD: "${inputs.word}"}
        health: {run: "true", deadline: 20s}
        upgrade: {strategy: rolling, max_parallel: 1}
    actions:
      ask:
        inputs: {name: {type: string}}
        steps:
          - {id: look, on: "services.web[0]", run: look, outputs: {n: {json: /n, type: integer}}}
          - if: ${steps.look.n > 1}
            then: [{on: "services.web[0]", run: more, name: more}]
          - {approve: shall we, timeout: 1h}
          - {on: "services.web[1]", run: go}
    outputs: {release: {value: "${inputs.release}"}}
    """

  private func results(_ text: String, seed: Int = 1) throws -> [TestResult] {
    let (found, diagnostics) = BlueprintTest.read(Source(name: "a.test.yaml", text: text))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    let test = try #require(found)
    let bench = TestWorkbench(
      blueprint: Source(name: "blueprint.yaml", text: Self.blueprint),
      manifests: try ProjectTestsTests.manifests()
    ) { path throws(FileReadFailure) in throw FileReadFailure("there are no files") }
    var session = TestSession(test, on: bench, seed: seed)
    return test.operations.map { session.perform($0) }
  }

  private func failures(_ expectation: String) throws -> [String] {
    let text = """
      test: 1
      operations:
        - deploy
        - upgrade: {inputs: {release: "2"}}
          faults: [{fail: transient, step: "services.web[0]/start", times: 2}]
          expect: \(expectation)
      """
    return try results(text)[1].failures.map(\.found)
  }

  @Test(arguments: [
    ("{result: failed}", "it ends as `succeeded`"),
    ("{exit_code: 5}", "it is 0: it ends as `succeeded`"),
    ("{diagnostics: [BP0803]}", "nothing is told"),
    ("{failure: unhealthy}", "no step failed"),
    (
      "{before: [\"services.web[1]/start\", \"services.web[0]/start\"]}",
      "`services.web[0]/start` was begun before `services.web[1]/start` was done"
    ),
    (
      "{before: [\"services.web[0]/start\", \"services.web[9]/start\"]}",
      "no step `services.web[9]/start` is performed; "
        + "there are `services.web[0]/start`, `services.web[1]/start`"
    ),
    ("{ran: services.web/promote}", "none is"),
    ("{not_ran: \"*/start\"}", "`services.web[0]/start` is"),
    ("{duration: 1s}", "it took"), ("{duration: {min: 1h}}", "it took"),
    ("{outputs: {release: \"3\"}}", "it is 2"),
    ("{outputs: {release: {matches: \"^x\"}}}", "it is 2"),
    ("{resources: {present: \"machines.web[7]\"}}", "none does"),
    ("{resources: {absent: \"machines.*\"}}", "`machines.db` does"),
    ("{available: {services.web: 2}}", "it had 1"),
    ("{attempts: {\"services.web[0]/start\": 1}}", "`services.web[0]/start` took 3"),
  ])
  func anExpectationFails(_ expectation: String, _ found: String) throws {
    let failures = try failures(expectation)
    #expect(failures.count == 1 && failures[0].hasPrefix(found), "\(failures)")
  }

  @Test(arguments: [
    "{result: succeeded, exit_code: 0}", "{available: {services.web: 1}}",
    "{before: [\"services.web[0]/healthy\", \"services.web[1]/stop\"]}",
    "{attempts: {\"services.web[0]/start\": 3, \"services.web[1]/start\": 1}}",
    "{outputs: {release: \"2\"}, resources: {present: [\"machines.*\"], absent: machines.x}}",
    "{ran: [\"*/start\", \"*/stop\"], not_ran: machines.*, duration: {min: 1s, max: 5m}}",
  ])
  func anExpectationHolds(_ expectation: String) throws {
    #expect(try failures(expectation) == [])
  }

  @Test func whatIsRefusedIsTold() throws {
    let text = """
      test: 1
      operations:
        - upgrade:
          expect: {result: refused, exit_code: 10, diagnostics: [BP0806]}
        - deploy: {inputs: {count: many}}
          expect: {result: refused, exit_code: 4}
        - deploy
        - destroy:
        - promote:
          expect: {result: refused, exit_code: 10}
      """
    #expect(try results(text).flatMap(\.failures) == [])
  }

  @Test func aPersonIsWaitedFor() throws {
    let text = """
      test: 1
      stubs: [{step: "*/look", stdout: '{"n": 2}'}]
      operations:
        - deploy
        - action: {name: ask, inputs: {name: x}}
          expect: {result: paused, ran: "actions.ask/if.then.*"}
        - reject: {reason: not now}
          expect: {result: failed, not_ran: "*go*"}
        - action: {name: ask, inputs: {name: x}}
          stubs: [{step: "*/look", stdout: '{"n": 1}'}]
          requests: [{after: 10m, ask: promote}]
          expect: {not_ran: "actions.ask/if.then.*", duration: {min: 10m, max: 15m}}
        - scale: {web: 9}
          requests: [{after: 5s, ask: cancel}]
          expect: {result: cancelled}
      """
    #expect(try results(text).flatMap(\.failures) == [])
  }

  @Test func whatWasDoneIsUndone() throws {
    let text = """
      test: 1
      operations:
        - deploy:
          on_error: rollback
          faults: [{fail: permanent, step: "services.web[1]/start"}]
          expect: {result: rolled_back, exit_code: 5, resources: {absent: "services.*"}}
      """
    #expect(try results(text).flatMap(\.failures) == [])
  }

  /// Whatever is lost, and whenever the controller dies, a deploy ends as it would have without.
  @Test func faultsByChanceChangeNothingInTheEnd() throws {
    let text = """
      test: 1
      faults:
        - {lose: reply, chance: 10%}
        - {lose: call, chance: 5%}
        - {fail: transient, chance: 10%, verb: "machine.*"}
        - {crash: before_call, away: 1s, chance: 4%}
        - {crash: before_outcome, away: 1s, chance: 4%}
        - {crash: after_outcome, away: 1s, chance: 4%}
      operations:
        - deploy
        - scale: {web: 6}
          expect: {available: {services.web: 2}}
        - upgrade: {inputs: {release: "2"}}
          expect: {available: {services.web: 5}}
        - destroy: {include: [machines.db]}
          expect: {resources: {absent: "*"}}
      """
    for seed in 1...40 {
      let results = try results(text, seed: seed)
      #expect(results.flatMap(\.failures) == [], "seed \(seed)")
    }
  }
}
