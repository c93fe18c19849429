import BlueprintExpressions
import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct ResolverTests {
  private static let shop = """
    blueprint: 1
    name: shop
    version: 2.10
    inputs:
      web_count: {type: integer, default: 2}
      release: {type: string, default: 1.4.2}
      password: {type: string, secret: true}
    locals:
      url: postgres://shop:${inputs.password}@db
      double: ${inputs.web_count * 2}
    targets:
      main: {provider: local, network: br0}
    machines:
      db: {target: main, memory: 4GiB, cpus: 2, protect: true, labels: {tier: data}}
      web: {target: main, count: "${inputs.web_count}"}
    services:
      database:
        on: db
        endpoints: {sql: {port: 5432}}
        health: {tcp: sql}
      api:
        on: web
        needs: [database]
        version: ${inputs.release}
        endpoints: {http: {port: "${8000 + self.index}", protocol: http}}
        env:
          DATABASE: ${locals.url}/${services.database.endpoints.sql.address}
          COUNT: ${locals.double}
          PLAIN: 007
          PEERS: ${join(services.api[*].address, ",")}
        run: serve --port ${self.endpoints.http.port}
        health: {tcp: http}
        files:
          "conf/${inputs.release}.conf": {template: files/api.conf}
          /etc/plain.txt: {source: files/plain.txt, mode: 0755}
        drain: [{name: Leave, run: leave, timeout: 1m}, {wait: {for: 5s}}, {wait: healthy}]
        backup: {capture: [{run: dump}], restore: [{run: load}]}
    outputs:
      url: {value: "${services.api[0].endpoints.http.url}", description: Where}
    """

  private static let files = [
    "files/api.conf": "{{inputs.release}} {{self.address}} {{inputs.password}}",
    "files/plain.txt": "plain",
  ]

  private func application(
    _ text: String = shop, profiles: [String] = [], given: [GivenInput] = [],
    counts: [String: Int] = [:]
  ) throws -> Application {
    let secret = GivenInput("password", .text("hunter2"), origin: .environment)
    let result = compile(
      text, profiles: profiles, given: [secret] + given, counts: counts, files: Self.files)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    return try #require(result.application)
  }

  private func template(_ text: String) throws -> BoundValue {
    BoundValue(try Template(parsing: text))
  }

  @Test func machinesAreBound() throws {
    let shop = try application()
    #expect(shop.version == "2.10")
    #expect(shop.machines.map(\.count) == [nil, 2])
    #expect(shop.machines[0].protect)
    #expect(
      shop.machines[0].specification.literal == [
        "memory": .size(ByteSize(bytes: 4 << 30)), "cpus": 2, "labels": ["tier": "data"],
      ])
    #expect(shop.targets[0].binding.settings == ["network": "br0"])
    #expect(shop.machines[1].countPlace?.description == "blueprint.yaml:15:30")
  }

  @Test func servicesAreBound() throws {
    let api = try application().services[1]
    #expect(api.version?.literal == "1.4.2")
    #expect(api.endpoints[0].port == (try template("${8000 + self.index}")))
    #expect(api.endpoints[0].scheme == "http")
    #expect(api.run == (try template("serve --port ${self.endpoints.http.port}")))
    #expect(api.hooks[.drain]?.map(\.name) == ["Leave", "", ""])
    #expect(api.hooks[.drain]?.map(\.timeout?.milliseconds) == [60_000, nil, nil])
    #expect(api.backup?.verify.isEmpty == true)
    #expect(api.stopTimeout == .seconds(10))
    #expect(api.upgrade.minHealthyTime == .seconds(10))
  }

  @Test func environmentIsTextAndSecretsStayLate() throws {
    let shop = try application()
    let environment = Dictionary(
      uniqueKeysWithValues: shop.services[1].environment.map { ($0.name, $0.value) })
    #expect(environment["COUNT"]?.literal == "4")
    #expect(environment["PLAIN"]?.literal == "007")
    let references = environment["DATABASE"]?.references.map(\.description)
    #expect(references == ["secrets.password", "services.database.endpoints.sql.address"])
    #expect(shop.secrets == ["password": "hunter2"])
    #expect(shop.givenInputs.isEmpty)
    #expect(!"\(shop.services)\(shop.machines)\(shop.outputs)".contains("hunter2"))
  }

  @Test func filesAreRead() throws {
    let files = try application().services[1].files
    #expect(files.map(\.path) == ["conf/1.4.2.conf", "/etc/plain.txt"])
    #expect(files.map(\.mode) == [0o600, 0o755])
    #expect(files[1].content.literal == "plain")
    guard case .mustache(let text, let names) = files[0].content else {
      Issue.record("a template stays a template")
      return
    }
    #expect(text == Self.files["files/api.conf"])
    #expect(
      names
        == .map([
          "self": try template("${self}"),
          "inputs": .map([
            "release": .literal("1.4.2"), "password": try template("${secrets.password}"),
          ]),
        ]))
  }

  @Test func needsComeFromTheListAndFromReferences() throws {
    let text = Self.shop.replacing("needs: [database]", with: "needs: []")
    let api = try application(text).services[1]
    #expect(api.needs.map(\.subject) == [.service("database")])
    #expect(api.needs.first?.place.description == "blueprint.yaml:27:33")
    let listed = try application().services[1]
    #expect(listed.needs.map(\.place.description) == ["blueprint.yaml:23:13"])
  }

  @Test func strongestOriginWins() throws {
    let given = [
      GivenInput("web_count", .text("4"), origin: .variable),
      GivenInput("web_count", .value(3), origin: .remembered),
      GivenInput("web_count", .value(5), origin: .variableFile("vars.yaml")),
      GivenInput("unknown", .text("x"), origin: .environment),
    ]
    let shop = try application(given: given)
    #expect(shop.machines[1].count == 4)
    #expect(shop.givenInputs == ["web_count": 4])
  }

  @Test func scaleOverridesTheCount() throws {
    let shop = try application(counts: ["web": 7])
    #expect(shop.machines[1].count == 7)
    #expect(try application(counts: ["web": 1]).machines[1].count == 1)
  }

  @Test func typedInputsAreReadFromText() throws {
    let text = """
      blueprint: 1
      name: typed
      inputs:
        wait: {type: duration}
        size: {type: size}
        flag: {type: boolean}
        ratio: {type: number}
        list: {type: list, items: duration}
        map: {type: map}
      outputs:
        all: {value: ["${inputs.wait}", "${inputs.size}", "${inputs.flag}", "${inputs.ratio}"]}
        list: {value: "${inputs.list}"}
        map: {value: "${inputs.map}"}
      """
    let given = [
      ("wait", "90s"), ("size", "2GiB"), ("flag", "true"), ("ratio", "3"), ("list", "[1s, 2m]"),
      ("map", "{a: {b: 1}}"),
    ].map { GivenInput($0.0, .text($0.1), origin: .variable) }
    let result = compile(text, given: given)
    let outputs = try #require(result.application, "\(rendered(result))").outputs
    #expect(
      outputs[0].value.literal == [
        .duration(.seconds(90)), .size(ByteSize(bytes: 2 << 30)), true, .number(3),
      ])
    #expect(outputs[1].value.literal == [.duration(.seconds(1)), .duration(.seconds(120))])
    #expect(outputs[2].value.literal == ["a": ["b": 1]])
  }

  @Test func missingInputsAreListed() {
    let result = compile(Self.shop, files: Self.files)
    #expect(result.application == nil)
    #expect(
      result.missingInputs == [
        MissingInput(name: "password", type: "string", description: "", isSecret: true)
      ])
    #expect(result.diagnostics.map(\.code) == ["BP0303"])
  }

  @Test func digestCoversFilesAndProfiles() throws {
    let text = Self.shop + "\nprofiles: {same: {}}\n"
    let plain = try application(text).source
    #expect(try application(text, profiles: ["same"]).source != plain)
    #expect(try application(text).source == plain)
    let other = compile(
      text, given: [GivenInput("password", .text("x"), origin: .variable)],
      files: ["files/api.conf": "other", "files/plain.txt": "plain"])
    #expect(other.application?.source != plain)
  }

  @Test func profileChangesCounts() throws {
    let text =
      Self.shop + """

        profiles:
          large: {inputs: {web_count: {default: 9}}, machines: {db: {protect: null}}}
        """
    let shop = try application(text, profiles: ["large"])
    #expect(shop.machines[1].count == 9)
    #expect(!shop.machines[0].protect)
  }

  @Test func machinesOfUnknownSizeGiveNoSecondMistake() {
    let text = """
      blueprint: 1
      name: a
      inputs: {count: {type: integer}}
      targets: {main: {provider: local}}
      machines: {web: {target: main, count: "${inputs.count}"}}
      outputs: {a: {value: "${machines.web[5].address}"}}
      """
    #expect(compile(text).diagnostics.map(\.code) == ["BP0303"])
  }
}
