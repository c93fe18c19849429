import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Actions become plans: what is known is unrolled, what is not becomes control steps.
@Suite struct ActionPlanTests {
  /// The shop, deployed, with `actions`.
  private func shop(_ actions: String, web: Int = 2) throws -> Rehearsal {
    var shop = Shop.rehearsal
    shop.inputs["web_count"] = .integer(web)
    try shop.edit("outputs:\n", "actions:\n\(actions)\noutputs:\n")
    try shop.deploy()
    return shop
  }

  private func ids(_ plan: Plan) -> [String] { plan.steps.map(\.id.description) }

  private func step(_ id: String, of plan: Plan) throws -> Step {
    try #require(plan.steps.first { $0.id == StepID(id) }, "\(ids(plan))")
  }

  @Test func passwordIsRotatedWithoutDowntime() throws {
    let shop = try shop(
      """
        rotate-password:
          description: Change the database password without downtime
          inputs: {new_password: {type: string, secret: true}}
          steps:
            - on: services.db
              run: psql -U postgres -c "alter role shop password '$NEW'"
              env: {NEW: "${inputs.new_password}"}
            - for_each: services.web
              batch: 1
              do:
                - service: restart
                - wait: healthy
      """)
    let plan = try shop.action("rotate-password", given: ["new_password": "swordfish-2"])
    #expect(
      ids(plan) == [
        "actions.rotate-password/run",
        "actions.rotate-password/for_each[0].service",
        "actions.rotate-password/for_each[0].wait",
        "actions.rotate-password/for_each[1].service",
        "actions.rotate-password/for_each[1].wait",
      ])
    for (step, earlier) in zip(plan.steps.dropFirst(), plan.steps) {
      #expect(step.needs == [earlier.id])
    }
    #expect(
      plan.steps.map(\.verb) == [
        "host.job", "service.control", "health.wait", "service.control", "health.wait",
      ])
    let environment = plan.steps[0].input["env"]
    #expect(
      environment?["NEW"]
        == ["$template": #"${secrets["actions.rotate-password.new_password"]}"#])
    #expect(plan.steps[3].input["host"]?["name"] == "web-1")
    #expect(plan.operation == Operation(.action, arguments: ["rotate-password"]))
    #expect(
      plan.changes.map(\.address.description) == [
        "services.db", "services.web[0]", "services.web[1]",
      ])
    #expect(plan.revision == shop.state.revision)
  }

  @Test func batchesRunSideBySideBetweenBarriers() throws {
    let shop = try shop(
      """
        again:
          steps:
            - {for_each: services.web, batch: 40%, do: [{service: restart}, {wait: healthy}]}
      """, web: 5)
    let plan = try shop.action("again")
    let first = try step("actions.again/for_each[0].service", of: plan)
    let second = try step("actions.again/for_each[1].service", of: plan)
    #expect(first.needs.isEmpty && second.needs.isEmpty)
    let join = try step("actions.again/for_each.batch[0].join", of: plan)
    #expect(
      join.needs.map(\.description) == [
        "actions.again/for_each[0].wait", "actions.again/for_each[1].wait",
      ])
    #expect(try step("actions.again/for_each[2].service", of: plan).needs == [join.id])
    #expect(plan.steps.count { $0.verb != nil } == 10)
    let edges = plan.steps.map(\.needs.count).reduce(0, +)
    #expect(edges <= 2 * plan.steps.count)
  }

  @Test func whatIsKnownIsUnrolled() throws {
    let shop = try shop(
      """
        look:
          inputs: {deep: {type: boolean, default: true}, words: {type: list, default: [a, b]}}
          steps:
            - if: ${inputs.deep}
              then: [{on: services.db, run: deep}]
              else: [{on: services.db, run: shallow}]
            - for_each: ${inputs.words}
              do: [{on: services.db, run: "say ${each} ${iteration}"}]
            - {on: services.db, run: never, when: "${!inputs.deep}"}
            - {id: my, set: {word: "hello ${inputs.words[0]}"}}
            - assert: ${length(inputs.words) == 2}
            - {call: {action: say, inputs: {word: "${steps.my.word}"}}}
            - parallel:
                one: [{on: services.web, run: "one ${instance.index}"}]
                two: [{sequence: [{on: machines.edge, run: two}, {wait: {for: 3s}}]}]
            - {on: machines.edge, run: last}
        say:
          inputs: {word: {type: string}}
          steps: [{on: services.db, run: "echo ${inputs.word}"}]
      """)
    let plan = try shop.action("look")
    #expect(plan.steps.allSatisfy { $0.control == nil })
    let scripts = plan.steps.compactMap { $0.input["script"]?.string }
    #expect(
      scripts == [
        "deep", "say a 0", "say b 1", "echo hello a", "one 0", "one 1", "two", "last",
      ])
    #expect(try step("actions.look/parallel.two.sequence.wait", of: plan).delay == .seconds(3))
    #expect(
      try step("actions.look/run-2", of: plan).needs.map(\.description) == [
        "actions.look/parallel.join"
      ])
    let shallow = try shop.action("look", given: ["deep": false, "words": ["x", "y"]])
    #expect(shallow.steps[0].input["script"] == "shallow")
    #expect(shallow.operation.arguments == ["look", "deep=false", #"words=["x","y"]"#])
  }

  @Test func whatIsNotKnownIsLeftToTheRun() throws {
    let shop = try shop(
      """
        mend:
          steps:
            - id: lag
              on: services.db
              run: lag
              outputs:
                seconds: {json: /lag, type: integer}
                hosts: {json: /hosts, type: list}
                token: {pattern: 'token=(.*)', secret: true}
            - if: ${steps.lag.seconds > 30}
              then:
                - {id: why, on: services.db, run: why, outputs: {all: stdout}}
                - {fail: "lag: ${steps.why.all}"}
              else: [{approve: "lag is ${steps.lag.seconds}"}]
            - for_each: ${steps.lag.hosts}
              batch: 50%
              do:
                - {id: ping, on: services.db, run: "ping ${each}", outputs: {ok: stdout}}
                - repeat: [{id: poll, on: services.db, run: "poll ${iteration} ${steps.ping.ok}",
                    outputs: {state: {json: /state}}}]
                  until: ${steps.poll.state == "ready"}
                  max: 5
                  delay: 2s
            - try: [{on: services.db, run: a, env: {T: "${steps.lag.token}"}}]
              rescue: [{on: services.db, run: b, when: "${steps.lag.seconds > 1}"}]
              always: [{call: tidy}]
            - {id: my, set: {twice: "${steps.lag.seconds * 2}", here: "${deployment.name}"}}
            - assert: {that: "${steps.my.twice < 100}", message: "too slow: ${steps.my.twice}"}
            - {sequence: [{call: tidy}], when: "${steps.my.twice > 2}"}
        tidy: {steps: [{on: services.web, run: tidy}]}
      """)
    let plan = try shop.action("mend")
    #expect(
      plan.steps.map { $0.control?.name } == [
        nil, "if", "for_each", "try", "set", "assert", "if",
      ])
    guard case .conditional(let condition, let then, let otherwise)? = plan.steps[1].control else {
      Issue.record("\(plan.steps[1])")
      return
    }
    #expect(condition == ["$template": #"${steps["actions.mend/lag"].seconds > 30}"#])
    #expect(then.map(\.id.description) == ["then.why", "then.fail"])
    #expect(otherwise.map { $0.control?.name } == ["approve"])
    guard case .failure(let message)? = then[1].control else {
      Issue.record("\(then[1])")
      return
    }
    #expect(message == ["$template": #"lag: ${steps["actions.mend/if.then.why"].all}"#])
    guard case .forEach(_, .percent(50), let body)? = plan.steps[2].control else {
      Issue.record("\(plan.steps[2])")
      return
    }
    #expect(body.map(\.id.description) == ["ping", "repeat"])
    #expect(body[0].input["script"] == ["$template": #"ping ${each["actions.mend/for_each"]}"#])
    guard case .repetition(let until, 5, .seconds(2), let turns)? = body[1].control else {
      Issue.record("\(body[1])")
      return
    }
    let poll = "actions.mend/for_each[*].repeat"
    #expect(
      until == ["$template": .string("${steps[\"\(poll)[*].poll\"].state == \"ready\"}")])
    #expect(
      turns[0].input["script"]
        == [
          "$template":
            .string(
              "poll ${iteration[\"\(poll)\"]} ${steps[\"actions.mend/for_each[*].ping\"].ok}")
        ])
    #expect(plan.steps[0].outputs.map(\.name) == ["seconds", "hosts", "token"])
    #expect(plan.steps[0].outputs[2].isSecret)
    if case .set(let values)? = plan.steps[4].control { #expect(values.keys == ["twice"]) }
  }

  @Test func everyKindAndModifierFindsItsWay() throws {
    var shop = Shop.rehearsal
    shop.files["tidy.sh"] = "#!/bin/sh\necho ${HOME}\n"
    try shop.edit(
      "outputs:\n",
      """
      actions:
        all:
          inputs: {token: {type: string, secret: true}}
          steps:
            - {on: services.db, script: tidy.sh, user: postgres, cwd: data, creates: /done,
               stdin: "token ${inputs.token}"}
            - {on: services.db, run: b, unless: test -e x, idempotency: never, timeout: 5m,
               retry: {max: 4, delay: 2s, backoff: constant, on: [permanent]}}
            - {on: services.db, file: {dest: a.conf, content: "x", owner: root, group: adm}}
            - {on: services.db, fetch: {path: logs/a.log, as: log}}
            - {on: services.web, http: {endpoint: http, path: /ready, expect: {status: [200, 204],
               body: ok, json: {/state: up}}}, continue_on_error: true}
            - {id: call, http: {method: POST, url: "http://a.test/", body: {a: 1},
               headers: {Authorization: "Bearer ${inputs.token}"}}, outputs: {code: status}}
            - {on: services.db, wait: {until: {tcp: sql}, deadline: 5m, interval: 2s}}
            - {on: machines.edge, wait: {until: {run: test -e x}}}
            - {on: services.proxy, service: reload}
            - {approve: {message: go on?}, timeout: 1d, name: Ask}
            - sequence: [{run: "in ${env.A}", env: {B: c}}]
              on: services.db
              env: {A: b}
              user: root
      outputs:

      """)
    try shop.deploy()
    let plan = try shop.action("all", given: ["token": "very-secret-token"])
    let script = plan.steps[0].input
    #expect(script["script"]?.string?.hasSuffix("fi\n#!/bin/sh\necho ${HOME}\n") == true)
    #expect(script["env"]?["BLUEPRINT_CREATES"] == "/done")
    #expect(script["stdin"]?["$template"]?.string?.hasPrefix("token ${") == true)
    #expect(script["user"] == "postgres" && script["directory"] == "services/db/data")
    let run = plan.steps[1]
    #expect(run.idempotency == .never && run.timeout == .seconds(300))
    #expect(
      run.retry
        == RetryPolicy(
          maximumAttempts: 4, delay: .seconds(2), maximumDelay: .seconds(2),
          classes: [.permanent]))
    #expect(run.input["env"]?["BLUEPRINT_UNLESS"] == "test -e x")
    #expect(plan.steps[2].input["files"]?.list?.first?["owner"] == "root")
    #expect(plan.steps[3].input["into"] == "/artifacts/log/services.db")
    #expect(plan.steps[3].input["path"] == "services/db/logs/a.log")
    let ready = try step("actions.all/http[1]", of: plan)
    #expect(ready.target == "@controller" && ready.continueOnError)
    #expect(ready.input["url"]?.string?.hasSuffix(":8000/ready") == true)
    #expect(ready.input["expect"]?["json"] == ["/state": "up"])
    #expect(plan.targets.map(\.name) == ["@controller", "main"])
    let call = try step("actions.all/call", of: plan)
    #expect(call.outputs == [CapturedOutput(name: "code", source: "status", type: "integer")])
    let wait = try step("actions.all/wait", of: plan)
    #expect(wait.input["deadline_ms"] == 300_000 && wait.timeout == .seconds(330))
    #expect(try step("actions.all/wait-2", of: plan).input["check"] == ["run": "test -e x"])
    let reload = try step("actions.all/service.reload.run", of: plan)
    #expect(reload.input["script"] == "kill -HUP")
    let approve = try step("actions.all/approve", of: plan)
    #expect(approve.timeout == .seconds(86_400) && approve.why == "Ask")
    let inner = try #require(plan.steps.last?.input)
    #expect(inner["script"] == "in b" && inner["user"] == "root")
    #expect(inner["env"]?["A"] == "b" && inner["env"]?["B"] == "c")
  }

  @Test func whatCannotWorkIsRefused() throws {
    let shop = try shop(
      """
        doomed:
          inputs: {keep: {type: integer, default: 0}}
          steps: [{assert: {that: "${inputs.keep > 0}", message: keep one}}]
        safe: {steps: [{try: [{fail: inside}], rescue: [{wait: {for: 1s}}]}]}
        trim: {inputs: {n: {type: integer, minimum: 1}}, steps: []}
        more: {inputs: {n: {type: integer}}, steps: [{call: {action: trim, inputs: {n: "${inputs.n}"}}}]}
      """, web: 2)
    #expect(try shop.refusal(of: "doomed")?.code == "BP0840")
    #expect(try shop.refusal(of: "doomed")?.message.contains("keep one") == true)
    #expect(try shop.refusal(of: "doomed", given: ["keep": 2]) == nil)
    #expect(try shop.refusal(of: "safe") == nil)
    #expect(try shop.refusal(of: "more", given: ["n": 0])?.code == "BP0805")
    #expect(throws: PlanError.self) {
      let application = try shop.application()
      _ = try shop.planner().action("nothing", of: application, inputs: ActionInputs())
    }
  }

  @Test func anActionWorksOnWhatIsDeployed() throws {
    var grown = try shop("  none: {steps: []}")
    try grown.edit(
      "  none: {steps: []}",
      """
        third: {steps: [{on: "services.web[2]", run: x}]}
        all: {steps: [{on: services.web, run: x}, {for_each: machines.web, do: [{run: y}]}]}
        ping: {steps: [{on: services.db, run: "ping ${machines.web[2].address}"}]}
      """)
    grown.inputs["web_count"] = 3
    #expect(try grown.refusal(of: "third")?.message.contains("is not deployed") == true)
    #expect(try grown.action("all").steps.count == 4)
    #expect(try grown.refusal(of: "ping")?.code == "BP0841")
  }

  @Test func cataloguedRefusalsAreTrue() throws {
    for entry in DiagnosticCatalogue.entries where ["BP0840", "BP0842"].contains(entry.code) {
      let head = """
        blueprint: 1
        name: demo
        targets: {main: {provider: local}}
        machines: {db: {target: main}, web: {target: main, count: 2}}

        """
      #expect(try Rehearsal(head + entry.bad).code(of: "demo") == entry.code)
      var good = Rehearsal(head + entry.good)
      try good.deploy()
      #expect(try good.code(of: "demo") == nil)
    }
  }
}

extension Rehearsal {
  fileprivate func code(of action: String) throws -> String? {
    let application = try application()
    let inputs = application.actions.first { $0.name == action }?.bind([]) ?? ActionInputs()
    do {
      _ = try planner(application).action(action, of: application, inputs: inputs)
      return nil
    } catch { return error.diagnostics.first?.code }
  }
}
