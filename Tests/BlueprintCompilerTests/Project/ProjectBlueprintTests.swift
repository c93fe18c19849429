import BlueprintCompiler
import BlueprintModel
import Testing

/// Real applications and the library that they are made of, on every kind of target.
@Suite("Every blueprint of the project") struct ProjectBlueprintTests {
  /// What a blueprint is warned of on purpose, by its path and profile.
  private static let warnings = [
    // The example of the language's reference, before this version can do it.
    "shop/blueprint.yaml production": ["BP0604"]
  ]

  static let providers = ["local", "container", "vm", "baremetal"]

  @Test(arguments: ProjectBlueprint.all)
  func compilesWithoutAnythingToSay(_ blueprint: ProjectBlueprint) {
    for profiles in [[]] + blueprint.profiles.map({ [$0] }) {
      let result = blueprint.compiled(profiles)
      let said = result.diagnosticsBesidesMissingInputs
      let expected = Self.warnings["\(blueprint.path) \(profiles.joined())"] ?? []
      #expect(said.map(\.code) == expected, "\(profiles) \(rendered(result))")
      #expect(said.allSatisfy { $0.severity == .warning })
    }
  }

  @Test("is planned, deployed and destroyed", arguments: ProjectBlueprint.applications, providers)
  func plan(_ blueprint: ProjectBlueprint, on provider: String) throws {
    var rehearsal = try blueprint.rehearsal(on: provider)
    #expect(Set(try rehearsal.application().targets.map(\.binding.provider)) == [provider])
    try rehearsal.deploy()
    try rehearsal.apply(try rehearsal.destruction(included: rehearsal.protected))
    #expect(rehearsal.state.resources.isEmpty)
    #expect(rehearsal.world == World())
  }

  @Test(arguments: ProjectBlueprint.applications)
  func everyActionIsPlanned(_ blueprint: ProjectBlueprint) throws {
    var rehearsal = try blueprint.rehearsal(on: "local")
    try rehearsal.quickDeploy()
    for action in try rehearsal.application().actions {
      var given: [String: Value] = [:]
      for input in action.inputs where input.isRequired {
        given[input.name] = input.type == "integer" ? 2024 : .string("another-value")
      }
      let plan = try rehearsal.action(action.name, given: given)
      #expect(!plan.steps.isEmpty, "\(action.name)")
    }
  }

  @Test func thereAreSome() {
    #expect(ProjectBlueprint.manifests.map(\.name) == Self.providers)
    #expect(ProjectBlueprint.all.filter(\.isLibrary).count == 8)
    #expect(ProjectBlueprint.applications.count == 9)
  }
}

extension Rehearsal {
  /// What is only deleted when it is named.
  fileprivate var protected: Set<ResourceAddress> {
    Set(state.resources.values.filter(\.protect).map(\.address))
  }
}
