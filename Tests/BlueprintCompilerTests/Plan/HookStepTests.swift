import BlueprintExpressions
import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Hooks with the whole step vocabulary: what they do is found done by the next plan, and what is
/// recorded of taking things away needs no blueprint.
@Suite struct HookStepTests {
  private func shop(_ old: String, _ new: String) throws -> Rehearsal {
    var shop = Shop.rehearsal
    try shop.edit(old, new)
    return shop
  }

  private func steps(_ plan: Plan, of prefix: String) -> [Step] {
    plan.steps.filter { $0.id.description.hasPrefix(prefix) }
  }

  @Test func blocksOfAHookAreUnrolled() throws {
    var shop = try shop(
      "      - run: mkdir data\n",
      """
            - parallel:
                a: [{run: one}, {run: two}]
                b: [{run: "three ${self.name}"}]
            - if: ${self.index == 0}
              then: [{run: first}]
            - for_each: [x, y]
              do: [{run: "say ${each}", env: {A: "${each}"}}]
            - {run: last, cwd: "${env.B}", env: {B: sub}}

      """)
    let plan = try shop.plan()
    let found = steps(plan, of: "services.db/install")
    #expect(
      found.compactMap { $0.input["script"]?.string } == [
        "one", "two", "three db", "first", "say x", "say y", "last",
      ])
    #expect(found.last?.input["directory"] == "services/db/sub")
    #expect(found.last?.effect == .ensure)
    let join = try #require(found.first { $0.id == StepID("services.db/install[0].join") })
    #expect(join.needs.count == 2 && join.verb == nil)
    try shop.deploy()
  }

  @Test func scriptsRunAsTheServicesUserUnlessTheySay() throws {
    var shop = try shop(
      "      - run: mkdir data\n", "      - run: one\n      - {run: two, user: root}\n")
    try shop.edit("    run: exec db\n", "    run: exec db\n    user: keeper\n")
    let plan = try shop.plan()
    let users = steps(plan, of: "services.db/install").map { $0.input["user"] }
    #expect(users == ["keeper", "root"])
    #expect(steps(plan, of: "services.db/start").map { $0.input["user"] } == ["keeper"])
    let other = steps(plan, of: "services.web").compactMap { $0.input["user"] }
    #expect(other.isEmpty)
  }

  @Test func aChangeWithinABlockIsFound() throws {
    var shop = try shop(
      "      - run: mkdir data\n",
      "      - {try: [{run: a}], rescue: [{run: b}]}\n")
    try shop.deploy()
    try shop.edit("rescue: [{run: b}]", "rescue: [{run: c}]")
    #expect(try shop.plan().changes.map(\.address.description) == ["services.db"])
    try shop.deploy()
  }

  @Test func outputsLinkTheStepsOfAHook() throws {
    var shop = try shop(
      "      - run: mkdir data\n",
      """
            - {id: look, run: look, outputs: {size: {json: /size, type: integer}}}
            - {run: "grow ${steps.look.size}", when: "${steps.look.size < 10}"}
            - {run: "tell ${self.address} ${steps.look.size}"}

      """)
    let plan = try shop.plan()
    let found = steps(plan, of: "services.db/install")
    #expect(
      found[1].when
        == ["$template": #"${steps["services.db/install[0]"].size < 10}"#])
    #expect(found.count == 3)
    // The second plan knows the address, and finds nothing to do all the same.
    try shop.apply(plan.withoutRunTimeValues)
    #expect(try shop.plan().steps.map(\.id) == [])
  }

  @Test func whatTakesAwayIsRecordedWhole() throws {
    var shop = try shop(
      "      - run: touch draining\n      - wait: {for: 1s}\n",
      """
            - {id: n, run: count, outputs: {left: {json: /left, type: integer}}}
            - repeat: [{id: n2, run: count, outputs: {left: {json: /left, type: integer}}}]
              until: ${steps.n2.left == 0}
              max: 9
            - {on: services.db, run: goodbye, retry: {max: 2}, continue_on_error: true}
            - {run: rest, when: "${steps.n.left > 0}"}

      """)
    try shop.deploy()
    let destruction = try shop.destruction()
    #expect(steps(destruction, of: "services.web[0]/drain").isEmpty)
    shop.inputs["web_count"] = 1
    let plan = try shop.plan()
    let drain = steps(plan, of: "services.web[1]/drain")
    #expect(drain.map { $0.control?.name } == [nil, "repeat", nil, nil])
    #expect(drain[0].outputs.map(\.name) == ["left"])
    #expect(drain[2].input["host"]?["name"] == "data")
    #expect(drain[2].retry.maximumAttempts == 2 && drain[2].continueOnError)
    #expect(drain[3].when == ["$template": #"${steps["services.web[1]/drain[0]"].left > 0}"#])
    for (step, earlier) in zip(drain.dropFirst(), drain) { #expect(step.needs == [earlier.id]) }
  }

  @Test func aStepOnAnotherServiceIsANeed() throws {
    var shop = try shop(
      "    drain:\n", "    configure: [{on: services.db, run: register}]\n    drain:\n")
    try shop.edit("    needs: [db]\n", "")
    try shop.edit(
      "      DATABASE: \"db://shop:${inputs.password}@${services.db.endpoints.sql.address}\"\n",
      "      DATABASE: x\n")
    let web = try #require(try shop.application().services.first { $0.name == "web" })
    #expect(web.needs.map(\.subject) == [.service("db")])
    let plan = try shop.plan()
    let register = try #require(
      plan.steps.first { $0.id == StepID("services.web[0]/configure") })
    #expect(register.phase == "services.db")
    #expect(register.input["directory"] == "services/db")
    try shop.deploy()
  }

  @Test func aServiceStepDoesWhatHooksSay() throws {
    var shop = Shop.rehearsal
    try shop.edit(
      "outputs:\n",
      """
        legacy:
          on: edge
          start: [{run: begin}, {wait: {for: 1s}}]
          stop: [{run: end}]
      actions:
        again: {steps: [{on: services.legacy, service: restart}, {on: services.db, service: stop}]}
      outputs:

      """)
    try shop.deploy()
    let plan = try shop.action("again")
    #expect(
      plan.steps.map(\.id.description) == [
        "actions.again/service.stop.run", "actions.again/service.start.run",
        "actions.again/service.start.wait", "actions.again/service-2",
      ])
  }
}

extension Plan {
  /// The plan without what only a run could evaluate, so that a rehearsal can apply it.
  fileprivate var withoutRunTimeValues: Plan {
    var plan = self
    for index in plan.steps.indices {
      let references = (try? BoundValue(json: plan.steps[index].input).references) ?? []
      if references.contains(where: { $0.root == "steps" }) { plan.steps[index].input = [:] }
    }
    return plan
  }
}
