import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Rules of the language that no other test shows as a whole; `rules.md` of the reference points
/// here.
@Suite struct RuleTests {
  private static let shop = """
    blueprint: 1
    name: shop
    version: 2.4.0
    description: A three-tier shop
    imports: {}
    inputs:
      web_count: {type: integer, default: 2, minimum: 1, maximum: 50}
      release: {type: string, default: "1.4.2", pattern: '^\\d+\\.\\d+\\.\\d+$'}
      db_password: {type: string, secret: true, default: swordfish}
    locals: {greeting: hello}
    targets:
      main: {provider: local}
    profiles:
      production:
        inputs: {web_count: {default: 6}}
        machines: {db: {protect: true}}
    templates: {}
    machines:
      db:
        target: main
        image: debian-12
        cpus: 2
        memory: 4GiB
        volumes: {data: {size: 20GiB, mount: /var/lib/postgresql}}
      web:
        target: main
        image: debian-12
        count: ${inputs.web_count}
    services:
      database:
        on: db
        packages: [postgresql]
        endpoints: {sql: {port: 5432}}
        health: {tcp: sql, interval: 1s, deadline: 60s}
        files:
          /etc/postgresql/15/main/conf.d/shop.conf: {template: files/pg.conf}
        start: [{run: systemctl restart postgresql}]
        backup:
          capture: [{run: 'pg_dumpall -U postgres > "$BACKUP_DIR/all.sql"'}]
          restore: [{run: 'psql -U postgres -f "$BACKUP_DIR/all.sql"'}]
          verify: [{run: 'grep -q complete "$BACKUP_DIR/all.sql"'}]
      api:
        on: web
        needs: [database]
        version: ${inputs.release}
        packages:
          - archive:
              url: https://example.test/api-${self.version}.tar.gz
              sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
              into: /opt/api
        env: {DATABASE_URL: "postgres://shop:${inputs.db_password}@${services.database.endpoints.sql.address}/shop"}
        run: /opt/api/bin/serve --port ${self.endpoints.http.port}
        endpoints: {http: {port: 8080, protocol: http}}
        health: {http: {endpoint: http, path: /healthz, status: 200}, interval: 1s, healthy_after: 2, deadline: 2m}
        upgrade: {strategy: rolling, max_parallel: 1, canary: 1, auto_revert: true}
        drain: [{run: touch /run/api/draining}, {wait: {for: 5s}}]
    actions:
      rotate-password:
        description: Change the database password without downtime
        inputs: {new_password: {type: string, secret: true}}
        steps:
          - on: services.database
            run: psql -U postgres -c "alter role shop password '$NEW'"
            env: {NEW: "${inputs.new_password}"}
          - for_each: services.api
            batch: 1
            do: [{service: restart}, {wait: healthy}]
    schedules:
      nightly: {operation: backup, cron: "0 2 * * *", timezone: UTC, retain: {daily: 7, weekly: 4}}
    requires: {}
    policies: {}
    outputs:
      url: {value: "${services.api[0].endpoints.http.url}", description: Where the shop answers}
    """

  private static let files = ["files/pg.conf": "port = {{self.endpoints.sql.port}}\n"]

  @Test(arguments: [[], ["production"]])
  func aBlueprintWithEveryTopLevelKeyCompiles(_ profiles: [String]) throws {
    let result = compile(Self.shop, profiles: profiles, files: Self.files)
    // `auto_revert` is told to have no effect in this version.
    #expect(result.diagnostics.map(\.code) == ["BP0604"], "\(rendered(result))")
    let keys = try #require(BlueprintOutline(of: Source(name: "s", text: Self.shop)).tree).root
    #expect(Set(keys.entries.map(\.key.text)) == Set(BlueprintKey.allCases.map(\.rawValue)))
    let shop = try #require(result.application)
    #expect(shop.machines[1].count == (profiles.isEmpty ? 2 : 6))
    #expect(shop.machines[0].protect == !profiles.isEmpty)
  }

  @Test func anythingGivenIsStrongerThanAProfile() throws {
    let file = GivenInput("web_count", .value(5), origin: .variableFile("vars.yaml"))
    let environment = GivenInput("web_count", .text("4"), origin: .environment)
    for (given, count) in [([file], 5), ([file, environment], 4)] {
      let result = compile(
        Self.shop, profiles: ["production"], given: given, files: Self.files)
      #expect(result.application?.machines[1].count == count)
    }
  }

  @Test func importedActionsAreCalledByTheirNamespace() throws {
    let result = compile(
      """
      blueprint: 1
      name: shop
      imports: {lib: library/lib.yaml}
      targets: {main: {provider: local}}
      machines: {db: {target: main}}
      services: {database: {on: db, run: serve}}
      actions: {own: {steps: [{call: lib.tidy}]}}
      """,
      files: [
        "library/lib.yaml": """
        blueprint: 1
        name: lib
        actions: {tidy: {steps: [{on: services.database, run: tidy up}]}}
        """
      ])
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    #expect(result.application?.actions.map(\.name).sorted() == ["lib.tidy", "own"])
  }

  /// Software that manages itself: each hook at its time.
  @Test func everyHookHasItsTime() throws {
    let hooks = Hook.allCases.map { "    \($0.rawValue): [{run: do-\($0.rawValue)}]\n" }
    var rehearsal = try Rehearsal(
      """
      blueprint: 1
      name: shop
      inputs: {release: {type: string, default: "1"}}
      targets: {main: {provider: local}}
      machines: {web: {target: main}}
      services:
        own:
          on: web
          version: ${inputs.release}
          files: {a.conf: {content: "${inputs.release}"}}

      """ + hooks.joined() + "actions: {again: {steps: [{on: services.own, service: reload}]}}\n")
    func done(_ plan: Plan) -> [String] {
      plan.steps.compactMap { $0.input["script"]?.string }
        .compactMap { $0.split(separator: "do-").last.map(String.init) }
    }
    #expect(done(try rehearsal.plan()) == ["install", "configure", "start"])
    try rehearsal.deploy()
    rehearsal.inputs["release"] = "2"
    let upgrade = done(try rehearsal.plan())
    #expect(upgrade.prefix(2) == ["drain", "stop"] && upgrade.last == "start", "\(upgrade)")
    try rehearsal.deploy()
    #expect(done(try rehearsal.action("again")) == ["reload"])
    #expect(done(try rehearsal.destruction()).suffix(2) == ["stop", "uninstall"])
  }

  @Test func severalServicesShareAGroupWithOneInstanceOnEachMachine() throws {
    let text = """
      blueprint: 1
      name: shop
      targets: {main: {provider: local}}
      machines: {web: {target: main, count: 3}}
      services:
        one: {on: web, run: "one ${self.machine.index}"}
        two: {on: web, run: two}
      """
    let steps = try Rehearsal(text).plan().steps.map(\.id.description)
    for service in ["one", "two"] {
      let instances = steps.filter { $0.hasPrefix("services.\(service)[") }
        .compactMap { $0.split(separator: "/").first }
      #expect(Set(instances).count == 3, "\(steps)")
    }
  }

  /// In every plan a service's first process comes after the health of what it needs.
  @Test func aServiceStartsWhenWhatItNeedsIsHealthy() throws {
    let plan = try Shop.rehearsal.plan()
    let byID = Dictionary(plan.steps.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    func ancestors(_ step: Step) -> Set<StepID> {
      var found: Set<StepID> = []
      var open = step.needs
      while let next = open.popLast() {
        if found.insert(next).inserted { open += byID[next]?.needs ?? [] }
      }
      return found
    }
    let health = plan.steps.filter {
      $0.verb == "health.wait" && $0.id.description.hasPrefix("services.db/")
    }
    let starts = plan.steps.filter {
      $0.verb == "service.ensure" && $0.id.description.hasPrefix("services.web")
    }
    #expect(health.count == 1 && starts.count == 2)
    for start in starts { #expect(ancestors(start).isSuperset(of: health.map(\.id))) }
  }

  /// What the policies of a blueprint can ask: backups, quorums, places.
  @Test func policiesCanAskForBackupsQuorumsAndRegions() {
    let policies = """
      policies:
        backed-up:
          for: services
          when: ${length(each.volumes) > 0}
          check: ${each.has_backup}
          message: ${each.name} has no backup
        spread:
          for: machines
          when: ${each.count >= 3}
          check: ${length(each.spread) > 0 && each.spread[0].min_domains >= 3}
          message: ${each.name} is not spread
        region:
          for: machines
          when: ${length(each.volumes) > 0}
          check: ${lookup(each.residency, "region", []) == ["eu"]}
          message: ${each.name} may leave the region
      """
    let bad = """
      machines: {db: {target: main, count: 3, volumes: {data: {mount: /data}}}}
      services: {store: {on: db, run: store}}

      """
    let good = """
      machines:
        db:
          target: main
          count: 3
          volumes: {data: {mount: /data}}
          spread: {domain: rack, min_domains: 3}
          residency: {region: [eu]}
      services:
        store: {on: db, run: store, backup: {capture: [{run: a}], restore: [{run: b}]}}

      """
    let head = "blueprint: 1\nname: shop\ntargets: {main: {provider: local}}\n"
    let messages = compile(head + bad + policies).diagnostics.filter { $0.code == "BP0501" }
    #expect(messages.count == 3)
    #expect(compile(head + good + policies).diagnostics.allSatisfy { $0.code != "BP0501" })
  }

  /// Plain truth values are conditions, too.
  @Test func aPolicyMayBePlainlyTrueOrFalse() {
    let head = "blueprint: 1\nname: shop\ntargets: {main: {provider: local}}\npolicies:\n"
    #expect(compile(head + "  a: {check: true, message: m}\n").diagnostics.isEmpty)
    let found = compile(head + "  a: {check: false, message: m}\n").diagnostics
    #expect(found.map(\.code) == ["BP0501"])
  }

  @Test func aTemplatesNameAndBodyAreChecked() {
    let head = """
      blueprint: 1
      name: shop
      targets: {main: {provider: local}}
      machines: {db: {target: main}}

      """
    let uses = "services: {a: {template: [page], on: db, run: x}}\n"
    #expect(compile(head + uses).diagnostics.map(\.code) == ["BP0103"])
    for services in ["", "services: {a: {template: page, on: db, run: x}}\n"] {
      let text = head + "templates: {page: {service: text}}\n" + services
      #expect(compile(text).diagnostics.map(\.code) == ["BP0103"])
    }
    let none = head + "services: {a: {on: db, run: x, packages: [null]}}\n"
    #expect(compile(none).diagnostics.map(\.code) == ["BP0106"])
  }
}
