import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct PolicyTests {
  private static let application = """
    blueprint: 1
    name: demo
    targets: {main: {provider: local}}
    inputs: {racks: {type: integer, default: 3}}
    machines:
      db: {target: main, volumes: {data: {mount: /data, size: 20GiB}}}
      quorum:
        target: main
        count: 3
        labels: {role: quorum}
        spread: {domain: rack, min_domains: 2}
        residency: {region: [eu-1, eu-2]}
    services:
      database: {on: db, run: serve}
      etcd: {on: quorum, run: etcd, health: {run: 'true'}}

    """

  private func check(_ policies: String, files: [String: String] = [:]) -> CompileResult {
    compile(Self.application + policies, files: files)
  }

  @Test func dataNeedsABackup() {
    let result = check(
      """
      policies:
        data-is-backed-up:
          for: services
          when: ${length(each.volumes) > 0}
          check: ${each.has_backup}
          message: ${each.name} keeps data and has no backup
      """)
    #expect(result.diagnostics.map(\.code) == ["BP0501"])
    #expect(result.diagnostics.first?.message == "database keeps data and has no backup")
    #expect(result.diagnostics.first?.place?.range.start.line == 14)
    #expect(result.diagnostics.first?.notes.first?.place?.range.start.line == 17)
    #expect(result.application == nil)
  }

  @Test func warningLeavesTheApplication() {
    let result = check(
      """
      policies:
        spread:
          for: machines
          when: ${lookup(each.labels, "role", "") == "quorum"}
          check: ${length(each.spread) > 0 && each.spread[0].min_domains >= inputs.racks}
          message: the quorum `${each.name}` is not spread over ${inputs.racks} racks
          enforce: warn
      """)
    #expect(result.diagnostics.map(\.severity) == [.warning])
    #expect(
      result.diagnostics.first?.message == "the quorum `quorum` is not spread over 3 racks")
    #expect(result.application != nil)
  }

  @Test func wholeApplicationAndPlaces() {
    let kept = check(
      """
      policies:
        small:
          check: ${length(application.machines) <= 2 && application.name == "demo"}
          message: too many groups
        in-region:
          for: machines
          when: ${each.name == "quorum"}
          check: ${contains(lookup(each.residency, "region", []), "eu-1")}
          message: "${each.name} must stay in the region"
      """)
    #expect(kept.diagnostics.isEmpty, "\(rendered(kept))")
  }

  @Test func mistakesInPoliciesAreFound() {
    let result = check(
      """
      policies:
        one: {for: services, check: "${each.has_bakcup}", message: m}
        two: {for: servics, check: "${true}", message: m}
        three: {check: "${1 + 1}", message: m}
        four: {check: "${each.", message: m}
        five: {check: "${true}"}
      """)
    #expect(
      result.diagnostics.map(\.code) == ["BP0302", "BP0108", "BP0306", "BP0301", "BP0102"],
      "\(rendered(result))")
  }

  @Test func policiesOfAnImportedFileHold() {
    let result = check(
      "imports: {house: rules/house.yaml}\n",
      files: [
        "rules/house.yaml": """
        blueprint: 1
        name: house
        policies:
          watched:
            for: services
            check: ${each.has_health}
            message: ${each.name} has no health check
        """
      ])
    #expect(result.diagnostics.map(\.code) == ["BP0501"])
    #expect(result.diagnostics.first?.label == "against the policy `house.watched`")
    #expect(result.diagnostics.first?.notes.first?.place?.file == "rules/house.yaml")
  }
}
