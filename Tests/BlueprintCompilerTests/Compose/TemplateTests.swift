import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct TemplateTests {
  private static let head = """
    blueprint: 1
    name: demo
    targets: {main: {provider: local}}

    """

  @Test func bodyIsMergedUnderTheUsesOwnKeys() throws {
    let result = compile(
      Self.head + """
        templates:
          server:
            parameters:
              port: {type: integer, minimum: 1024}
              word: {type: string, default: hello}
              pause: {type: duration, default: 3s}
            service:
              run: serve --port ${parameters.port} --say ${parameters.word}
              endpoints: {http: {port: "${parameters.port}"}}
              health: {tcp: http, interval: "${parameters.pause}"}
              env: {A: one, B: two}
        machines: {web: {target: main}}
        services:
          api:
            template: server
            with: {port: 8080}
            on: web
            env: {A: null, C: three}
        """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let service = try #require(result.application?.services.first)
    #expect(service.run?.literal == .string("serve --port 8080 --say hello"))
    #expect(service.endpoints.first?.port.literal == .integer(8080))
    #expect(service.health?.interval == .seconds(3))
    #expect(service.environment.map(\.name).sorted() == ["B", "C"])
  }

  @Test func parameterMayStandForAList() throws {
    let result = compile(
      Self.head + """
        templates:
          small:
            parameters: {tags: {type: map}, first: {type: list}}
            machine: {target: main, labels: "${parameters.tags}", needs: "${parameters.first}"}
        machines:
          db: {target: main}
          web: {template: small, with: {tags: {zone: a}, first: [db]}}
        """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let web = try #require(result.application?.machines.first { $0.name == "web" })
    #expect(web.needs.map(\.subject) == [.machines("db")])
  }

  @Test func argumentsCarryReferencesAndSecrets() throws {
    let text = { (key: String) in
      Self.head + """
        inputs: {password: {type: string, secret: true}}
        templates:
          client:
            parameters: {peer: {type: string}, word: {type: string}}
            service: {\(key)}
        machines: {a: {target: main}, b: {target: main}}
        services:
          db: {on: a, run: 'true', endpoints: {sql: {port: 5432}}}
          api:
            on: b
            template: client
            with:
              peer: ${services.db.endpoints.sql.address}
              word: ${inputs.password}
        """
    }
    let given = [GivenInput("password", .text("x"), origin: .variable)]
    let good = compile(
      text(#"run: 'true', env: {PEER: "at ${parameters.peer}", WORD: "<${parameters.word}>"}"#),
      given: given)
    #expect(good.diagnostics.isEmpty, "\(rendered(good))")
    let api = try #require(good.application?.services.first { $0.name == "api" })
    #expect(api.needs.map(\.subject) == [.service("db")])
    let bad = compile(text(#"run: 'echo ${parameters.word}'"#), given: given)
    #expect(bad.diagnostics.map(\.code) == ["BP0701"])
  }

  @Test func mistakeInABodyIsShownOnceWithItsUse() {
    let result = compile(
      Self.head + """
        templates:
          server: {service: {run: 'echo ${self.nam}'}}
        machines: {web: {target: main}}
        services:
          one: {on: web, template: server}
          two: {on: web, template: server}
        """)
    #expect(result.diagnostics.map(\.code) == ["BP0205"])
    let notes = result.diagnostics.first?.notes ?? []
    #expect(notes.map(\.message) == ["part of the template `server`, used here"])
    #expect(notes.first?.place?.range.start == SourcePosition(line: 8, column: 28))
  }

  @Test func mistakeInAnArgumentIsShownThere() {
    let result = compile(
      Self.head + """
        templates:
          server:
            parameters: {port: {type: integer, minimum: 1024}, host: {type: string}}
            service: {run: "serve ${parameters.port} ${parameters.host}"}
        machines: {web: {target: main}}
        services:
          one: {on: web, template: server, with: {port: 80, host: a}}
          two: {on: web, template: server, with: {port: many, host: a}}
          three: {on: web, template: server, with: {port: 8080, hots: a}}
        """)
    #expect(result.diagnostics.map(\.code) == ["BP0305", "BP0306", "BP0221"])
    #expect(result.diagnostics.map { $0.place?.range.start.line } == [10, 11, 12])
  }

  @Test func unusedTemplateIsCheckedToo() {
    let result = compile(
      Self.head + """
        templates:
          server:
            parameters: {port: {type: integer}, pause: {type: duration}}
            service:
              run: serve ${parameters.prot}
              endpoints: {http: {port: "${parameters.port}"}}
              health: {tcp: htp, interval: "${parameters.pause}"}
              stop_timeut: 3s
        """)
    #expect(
      result.diagnostics.map(\.code).sorted() == ["BP0101", "BP0209", "BP0221"],
      "\(rendered(result))")
  }

  @Test func parametersOfAnUnusedTemplateStandForAnything() {
    let result = compile(
      Self.head + """
        templates:
          server:
            parameters:
              package: {type: string}
              pause: {type: duration}
              peer: {type: string}
            service:
              packages: ["${parameters.package}"]
              needs: ["${parameters.peer}"]
              run: serve
              drain:
                - wait: {for: "${parameters.pause}"}
          host:
            parameters: {zone: {type: string}}
            machine: {target: main, residency: {zone: ["${parameters.zone}"]}}
        """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let strange = compile(
      Self.head + """
        templates:
          server:
            parameters: {package: {type: string}}
            service: {packages: ["${parameters.pakcage}-x"], drain: [{wait: {}}]}
        """)
    #expect(strange.diagnostics.map(\.code).sorted() == ["BP0110", "BP0117"])
  }

  @Test func templatesAreBuiltOfTemplates() throws {
    let result = compile(
      Self.head + """
        templates:
          base:
            parameters: {command: {type: string}}
            service: {run: "${parameters.command} --base", env: {A: base, B: base}}
          web:
            parameters: {port: {type: integer}}
            service:
              template: base
              with: {command: "serve ${parameters.port}"}
              env: {B: web}
        machines: {web: {target: main}}
        services:
          api: {on: web, template: web, with: {port: 80}}
        """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let api = try #require(result.application?.services.first)
    #expect(api.run?.literal == .string("serve 80 --base"))
    #expect(api.environment.map(\.value.literal) == [.string("base"), .string("web")])
  }

  @Test func profileChangesATemplate() throws {
    let result = compile(
      Self.head + """
        templates:
          server:
            parameters: {port: {type: integer}}
            service: {run: 'serve ${parameters.port}', env: {A: "${parameters.port}"}}
        profiles:
          loud: {templates: {server: {service: {run: 'serve --loud ${parameters.port}'}}}}
        machines: {web: {target: main}}
        services:
          api: {on: web, template: server, with: {port: 80}}
        """, profiles: ["loud"])
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    #expect(result.application?.services.first?.run?.literal == .string("serve --loud 80"))
  }
}
