import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct PlacementTests {
  private static let head = """
    blueprint: 1
    name: demo
    targets: {main: {provider: local}}

    """

  @Test func rulesReachTheGroup() throws {
    let result = compile(
      Self.head + """
        machines:
          db: {target: main}
          web:
            target: main
            count: 3
            spread: [{domain: rack, max_skew: 1}, {domain: zone, mode: preferred, min_domains: 2}]
            colocate_with: [db]
            residency: {region: [eu-1, eu-2], floor: 3}
          cache: {target: main, separate_from: [web], settings: {nested: true}}
        """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let machines = try #require(result.application?.machines)
    #expect(
      machines[1].placement.json.canonicalJSON == """
        {"colocate_with":["db"],"residency":{"floor":["3"],"region":["eu-1","eu-2"]},\
        "spread":[{"domain":"rack","max_skew":1,"mode":"required"},\
        {"domain":"zone","min_domains":2,"mode":"preferred"}]}
        """)
    #expect(machines[2].placement.separateFrom == ["web"])
  }

  @Test func whatCannotBeHadIsSaid() {
    let result = compile(
      Self.head + """
        machines:
          db: {target: main, colocate_with: [db], settings: {nested: 3}}
          web:
            target: main
            count: 2
            spread: {domain: rack, min_domains: 3}
            colocate_with: [db]
            separate_from: [db, wbe]
          odd: {target: main, spread: {domain: rack, mode: maybe, max_skew: 0}, settings: {nest: 1}}
        """)
    #expect(
      result.diagnostics.map(\.code) == [
        "BP0405", "BP0602", "BP0406", "BP0405", "BP0203", "BP0108", "BP0109", "BP0602",
      ], "\(rendered(result))")
  }
}
