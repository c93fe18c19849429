import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

@Suite struct ResourceChangeTests {
  private let address = ResourceAddress("a")

  private func prior(
    applied: ValueMap = ["self": "old"], making: Resource.Making? = nil
  ) -> Resource {
    Resource(
      address: address, target: PlanFixture.target, handle: "h0", outputs: ["port": 1],
      applied: applied, making: making)
  }

  /// The call that a step of the fixture makes.
  private func making(_ step: Step) -> Resource.Making {
    Resource.Making(
      verb: step.verb, input: step.input, desired: step.desired, timeout: step.timeout)
  }

  @Test func successRecordsWhatTheProviderGaveAndWhatWasWanted() throws {
    var step = PlanFixture.step("a")
    step.teardown = [Teardown(name: "delete", verb: "thing.delete")]
    step.uses = [ResourceAddress("machines.x")]
    step.protect = true
    var fold = try Fold([step])
    try fold.intend("a", desired: ["self": "new"])
    try fold.answer("a", .done(handle: "h1", outputs: ["port": 2]))
    let expected = Resource(
      address: address, target: PlanFixture.target, handle: "h1", outputs: ["port": 2],
      applied: ["self": "new"], making: making(step), teardown: step.teardown, uses: step.uses, protect: true)
    #expect(fold.state.resources == [address: expected])
  }

  @Test(arguments: [Value?.none, .null])
  func silenceKeepsHandleAndOutputs(handle: Value?) throws {
    var fold = try Fold([PlanFixture.step("a")], known: [prior()])
    try fold.intend("a", desired: ["self": "new"])
    try fold.answer("a", .done(handle: handle, outputs: [:]))
    let expected = prior(applied: ["self": "new"], making: making(PlanFixture.step("a")))
    #expect(fold.state.resources[address] == expected)
  }

  @Test func deletingForgets() throws {
    var step = PlanFixture.step("a")
    step.effect = .delete
    var fold = try Fold([step], known: [prior()])
    try fold.intend("a")
    try fold.answer("a", .done(handle: nil, outputs: [:]))
    #expect(fold.state.resources.isEmpty)
  }

  @Test func aFailureThatMayHaveChangedSomethingLeavesNothingApplied() throws {
    for effect in [Step.Effect.ensure, .delete] {
      var step = PlanFixture.step("a")
      step.effect = effect
      var fold = try Fold([step], known: [prior()])
      try fold.intend("a", desired: ["self": "new"])
      try fold.answer("a", .failed(Failure(.permanent, code: "x", "x", changed: .unknown)))
      #expect(fold.state.resources[address] == prior(applied: [:]))
    }
  }

  @Test func aFailureThatMayHaveMadeSomethingRecordsIt() throws {
    var step = PlanFixture.step("a")
    step.teardown = [Teardown(name: "delete", verb: "thing.delete")]
    var fold = try Fold([step])
    try fold.intend("a", desired: ["self": "new"])
    try fold.answer("a", .failed(Failure(.permanent, code: "x", "x", changed: .yes)))
    let expected = Resource(
      address: address, target: PlanFixture.target, teardown: step.teardown)
    #expect(fold.state.resources == [address: expected])
  }

  @Test func aFailureThatChangedNothingChangesNothing() throws {
    var fold = try Fold([PlanFixture.step("a")], known: [prior()])
    try fold.intend("a", desired: ["self": "new"])
    try fold.answer("a", .failed(Failure(.permanent, code: "x", "x", changed: .no)))
    #expect(fold.state.resources == [address: prior()])
  }

  @Test func factsOfOneBatchBuildOnEachOther() throws {
    var again = PlanFixture.step("a2")
    again.resource = address
    var fold = try Fold([PlanFixture.step("a"), again])
    try fold.intend("a", desired: ["self": "1"])
    try fold.intend("a2", desired: ["self": "2"])
    try fold.answer("a", .done(handle: "h", outputs: ["port": 3]))
    try fold.answer("a2", .done(handle: nil, outputs: [:]))
    guard case .put(let last)? = fold.changes.last else {
      Issue.record("no change")
      return
    }
    #expect(fold.changes.count == 2)
    #expect(last.handle == "h")
    #expect(last.outputs == ["port": 3])
    #expect(last.applied == ["self": "2"])
  }

  @Test func foldingAgainOverWhatIsKnownEndsTheSame() throws {
    let outcomes: [(String, Outcome)] = [
      ("a", .done(handle: "h1", outputs: ["port": 1])), ("b", .done(handle: nil, outputs: [:])),
    ]
    var update = PlanFixture.step("b", needs: ["a"])
    update.resource = address
    var first = try Fold([PlanFixture.step("a"), update])
    for (step, outcome) in outcomes {
      try first.intend(step, desired: ["self": .string(step)])
      try first.answer(step, outcome)
    }
    var second = try Fold(
      [PlanFixture.step("a"), update], known: Array(first.state.resources.values))
    for (step, outcome) in outcomes {
      try second.intend(step, desired: ["self": .string(step)])
      try second.answer(step, outcome)
    }
    #expect(second.state.resources == first.state.resources)
  }
}
