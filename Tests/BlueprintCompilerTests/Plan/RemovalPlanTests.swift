import BlueprintCompiler
import BlueprintModel
import Testing

@Suite("Removal plans")
struct RemovalPlanTests {
  private func deployed(protected: Bool = false) throws -> Rehearsal {
    var rehearsal = Shop.rehearsal
    if protected {
      try rehearsal.edit("data: {target: main}", "data: {target: main, protect: true}")
    }
    try rehearsal.deploy()
    return rehearsal
  }

  @Test("Users go before what they use, without draining")
  func order() throws {
    let plan = try deployed().destruction()
    let names = plan.steps.map(\.id.description)
    func position(_ name: String) throws -> Int { try #require(names.firstIndex(of: name)) }
    #expect(try position("services.proxy/delete") < position("services.web[0]/stop"))
    #expect(try position("services.web[1]/delete") < position("services.db/stop"))
    #expect(try position("services.db/delete") < position("services.db.install/uninstall"))
    #expect(try position("services.db.install/forget") < position("machines.data/delete"))
    #expect(!names.contains { $0.contains("drain") })
    #expect(plan.revision == nil)
  }

  @Test("A protected machine stays unless it is named")
  func protected() throws {
    var rehearsal = try deployed(protected: true)
    let data = ResourceAddress("machines.data")
    let kept = try rehearsal.destruction()
    #expect(kept.revision == rehearsal.state.revision)
    var rest = rehearsal
    try rest.apply(kept)
    #expect(Array(rest.state.resources.keys) == [data])
    try rest.deploy()
    #expect(rest.recorded == rehearsal.recorded)
    try rehearsal.apply(try rehearsal.destruction(included: [data]))
    #expect(rehearsal.state.resources.isEmpty)
  }

  @Test("A plan that would delete a protected machine is refused unless it is named")
  func refused() throws {
    var rehearsal = try deployed(protected: true)
    try rehearsal.edit("data: {target: main, protect: true}", "store: {target: main}")
    try rehearsal.edit("on: data", "on: store")
    let error = try #require(throws: PlanError.self) { try rehearsal.plan() }
    #expect(error.diagnostics.map(\.code) == ["BP0803"])
    let plan = try rehearsal.plan(included: [ResourceAddress("machines.data")])
    try rehearsal.apply(plan)
    #expect(rehearsal.world.mistakes == [])
    #expect(rehearsal.state.resources[ResourceAddress("machines.data")] == nil)
    #expect(try rehearsal.plan().steps.isEmpty)
  }

  @Test("Protection that is given up or added later counts")
  func protection() throws {
    var rehearsal = try deployed()
    try rehearsal.edit("data: {target: main}", "data: {target: main, protect: true}")
    let plan = try rehearsal.plan()
    #expect(plan.steps.map(\.verb) == [nil])
    try rehearsal.deploy()
    let kept = try rehearsal.destruction()
    #expect(!kept.steps.contains { $0.id == StepID("machines.data/delete") })
  }

  @Test("A removal carries no secret")
  func secrets() throws {
    var rehearsal = try deployed()
    let plan = try rehearsal.destruction()
    #expect(!plan.json.canonicalJSON.contains(Shop.password))
    for resource in rehearsal.state.resources.values {
      #expect(!resource.json.canonicalJSON.contains(Shop.password))
    }
    try rehearsal.apply(plan)
    #expect(rehearsal.world == World())
  }

  @Test("A machine of another provider is refused")
  func provider() throws {
    var rehearsal = try deployed()
    for address in rehearsal.state.resources.keys {
      rehearsal.state.resources[address]?.target.provider = "other"
    }
    let error = try #require(throws: PlanError.self) { try rehearsal.plan() }
    #expect(error.diagnostics.map(\.code) == ["BP0804"])
  }
}
