import BlueprintModel
import Testing

/// After a plan is applied, the next one has no steps (``Rehearsal/deploy(seed:)`` checks that).
@Suite("Planning again finds nothing to do")
struct IdempotenceTests {
  /// A change to the shop.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (inout Rehearsal) throws -> Void

    init(_ name: String, _ make: @escaping @Sendable (inout Rehearsal) throws -> Void) {
      testDescription = name
      self.make = make
    }
  }

  static let changes: [Change] = [
    Change("scale out") { $0.inputs["web_count"] = 5 },
    Change("scale in") { $0.inputs["web_count"] = 1 },
    Change("scale by count") { $0.counts["web"] = 3 },
    Change("upgrade") { $0.inputs["release"] = "2" },
    Change("secret") { $0.inputs["password"] = "another-horse-battery" },
    Change("file") { try $0.edit("release ${", "the release ${") },
    Change("template") { $0.files["proxy.conf.mustache"]? += "# end" },
    Change("package added") { try $0.edit("[python3]", "[python3, curl]") },
    Change("packages removed") { try $0.edit("    packages: [python3]\n", "") },
    Change("files removed") {
      try $0.edit("    files:\n      proxy.conf: {template: proxy.conf.mustache}\n", "")
    },
    Change("health removed") { try $0.edit("    health: {tcp: sql}\n", "") },
    Change("health changed") { try $0.edit("health: {tcp: sql}", "health: {run: ping}") },
    Change("install changed") { try $0.edit("mkdir data", "mkdir -p data") },
    Change("install removed") {
      try $0.edit("    install:\n      - run: mkdir data\n", "")
    },
    Change("uninstall changed") { try $0.edit("rm -rf data", "rm -rf data logs") },
    Change("drain added") {
      try $0.edit("    run: exec db\n", "    run: exec db\n    drain:\n      - run: flush\n")
    },
    Change("drain removed") {
      try $0.edit("    drain:\n      - run: touch draining\n      - wait: {for: 1s}\n", "")
    },
    Change("configure that only waits") {
      try $0.edit(
        "    run: exec db\n", "    run: exec db\n    configure:\n      - wait: {for: 1s}\n")
    },
    Change("need added") { try $0.edit("needs: [web]", "needs: [web, db]") },
    Change("run to hooks") {
      try $0.edit(
        "    run: exec db\n", "    start:\n      - run: db\n    stop:\n      - run: end\n")
    },
    Change("run to nothing") { try $0.edit("    run: exec db\n", "") },
    Change("machine protected") {
      try $0.edit("data: {target: main}", "data: {target: main, protect: true}")
    },
    Change("machine specified") {
      try $0.edit("edge: {target: main}", "edge: {target: main, cpus: 2}")
    },
    Change("target renamed") { try $0.edit("main", "site") },
    Change("service moved") { try $0.edit("on: edge", "on: data") },
    Change("machines renamed") { rehearsal in
      try rehearsal.edit("data: {target: main}", "store: {target: main}")
      try rehearsal.edit("on: data", "on: store")
    },
    Change("service renamed") {
      try $0.edit("web:\n    on: web", "app:\n    on: web")
      try $0.edit("needs: [web]", "needs: [app]")
      $0.files["proxy.conf.mustache"] =
        "{{#services.app}}server {{endpoints.http.address}};\n{{/services.app}}"
    },
    Change("service removed") { rehearsal in
      let start = try #require(rehearsal.text.firstRange(of: "  proxy:\n"))
      rehearsal.text = String(rehearsal.text[..<start.lowerBound])
    },
    Change("group counted") { rehearsal in
      try rehearsal.edit("edge: {target: main}", "edge: {target: main, count: 1}")
      try rehearsal.edit("services.proxy.", "services.proxy[0].")
    },
  ]

  @Test("There, changed, and back", arguments: changes)
  func change(_ change: Change) throws {
    var rehearsal = Shop.rehearsal
    try rehearsal.deploy()
    let before = rehearsal
    try change.make(&rehearsal)
    let seen = try rehearsal.plan().changes
    #expect(!seen.isEmpty, "the change is seen")
    try rehearsal.deploy(seed: 3)
    rehearsal.text = before.text
    rehearsal.files = before.files
    rehearsal.inputs = before.inputs
    rehearsal.counts = before.counts
    let isProtected = rehearsal.state.resources.values.contains(where: \.protect)
    try rehearsal.deploy(seed: 5)
    #expect(rehearsal.recorded == before.recorded)
    #expect(rehearsal.world == before.world)
    #expect(isProtected == (change.testDescription == "machine protected"))
  }
}
