import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Declarations and uses of names, wherever they stand.
@Suite struct IndexTests {
  /// `‸name‸` marks every use of what the tests look for.
  private let shop = Marked(
    """
    blueprint: 1
    name: shop
    imports: {‸lib‸: library.yaml}
    inputs:
      ‸size‸: {type: integer, default: 2, description: How many}
      key: {type: string, secret: true, default: hush}
    locals:
      double: ${inputs.‸size‸ * 2}
      hidden: ${inputs.key}
    targets: {main: {provider: local}}
    profiles:
      big:
        inputs: {‸size‸: {default: 9}}
        machines: {"‸db‸": {protect: true}}
        services: {api: {endpoints: {‸http‸: {port: 81}}}}
    machines:
      ‸db‸: {target: main}
      web: {target: main, count: "${inputs.‸size‸}"}
    services:
      ‸store‸: {on: ‸db‸, run: "echo \\"${machines.‸db‸.name}\\" $${inputs.size}"}
      api:
        on: web
        needs: [‸store‸, '‸db‸']
        endpoints: {‸http‸: {port: 80}}
        run: |
          echo ${self.endpoints.‸http‸.port}
            ${services["‸store‸"].address} ${inputs . ‸size‸}
        files:
          a.conf: {template: a.mustache}
        health: {http: {endpoint: ‸http‸}}
      other:
        on: web
        template: ‸lib‸.server
        with: {word: "${services.api[0].endpoints.‸http‸.url}"}
        endpoints: {extra: {port: 1}, main: {port: 2}}
        run: ${self.endpoints.main.url} ${services.api[inputs.‸size‸].endpoints.‸http‸.port}
    outputs:
      all: {value: "${join(services.api[*].endpoints.‸http‸.url, ' ')}"}
    """)

  private let files = [
    "library.yaml": """
    blueprint: 1
    name: library
    templates:
      base:
        service: {endpoints: {main: {port: 7}}, health: {tcp: main}}
      server:
        parameters: {word: {type: string}}
        service:
          template: base
          run: echo ${parameters.word} ${self.endpoints.main.port}
    """,
    "a.mustache": "{{inputs.size}} {{#self.endpoints.http}}{{port}}{{/self.endpoints.http}}\n"
      + "{{services.store.address}}",
  ]

  @Test func findsEveryUse() throws {
    let analysis = analyse(shop.text, files: files)
    #expect(analysis.isReadable)
    var found: [SourcePosition] = []
    let wanted: Set = ["lib", "size", "db", "store", "http"]
    for use in analysis.index.uses where use.place.file == "blueprint.yaml" {
      #expect(slice(use.place, of: shop.text) == use.symbol.name)
      if wanted.contains(use.symbol.name) {
        found += [use.place.range.start, use.place.range.end]
      }
    }
    #expect(found.sorted() == shop.positions)
  }

  @Test func findsUsesInMustacheFiles() throws {
    let index = analyse(shop.text, files: files).index
    let text = try #require(files["a.mustache"])
    let uses = index.uses.filter { $0.place.file == "a.mustache" }
    #expect(uses.map { slice($0.place, of: text) } == ["size", "http", "http", "store"])
    #expect(uses.map(\.symbol.name) == ["size", "http", "http", "store"])
  }

  @Test func followsTemplates() throws {
    let index = analyse(shop.text, files: files).index
    let library = try #require(files["library.yaml"])
    let parameter = Symbol(
      kind: .parameter, file: "library.yaml", owner: "templates.server", name: "word")
    #expect(
      index.uses(of: parameter).map(\.place.file).sorted() == [
        "blueprint.yaml", "library.yaml", "library.yaml",
      ])
    let main = Symbol(
      kind: .endpoint, file: "library.yaml", owner: "templates.base", name: "main")
    let places = index.uses(of: main).map(\.place)
    #expect(places.filter { $0.file == "library.yaml" }.count == 3)
    #expect(places.filter { $0.file == "blueprint.yaml" }.count == 2)
    for place in places where place.file == "library.yaml" {
      #expect(slice(place, of: library) == "main")
    }
    let server = try #require(index.names(.service, in: "blueprint.yaml").last)
    #expect(index.endpoints(of: server).map(\.symbol.name).sorted() == ["extra", "main"])
    #expect(index.links.map(\.file).sorted() == ["a.mustache", "library.yaml"])
  }

  @Test func knowsValuesButNoSecrets() throws {
    let index = analyse(shop.text, files: files).index
    let file = "blueprint.yaml"
    let inputs = index.names(.input, in: file)
    #expect(inputs.map(\.value) == [.integer(2), nil])
    #expect(inputs.map(\.isSecret) == [false, true])
    #expect(inputs.first?.description == "How many")
    let locals = index.names(.local, in: file)
    #expect(locals.map(\.value) == [.integer(4), nil])
    #expect(locals.map(\.type) == ["integer", "string"])
    #expect(locals.map(\.isSecret) == [false, true])
    #expect(index.names(.machine, in: file).map(\.count) == [nil, 2])
    #expect(index.names(.service, in: file).map(\.count) == [nil, 2, 2])
  }

  /// Actions have inputs of their own, and name instances and each other.
  @Test func followsActions() throws {
    let text = Marked(
      """
      blueprint: 1
      name: shop
      inputs: {‸size‸: {type: integer, default: 1}}
      targets: {main: {provider: local}}
      machines: {db: {target: main}}
      services: {‸store‸: {on: db, run: sleep 1}}
      actions:
        ‸clean‸:
          inputs: {size: {type: integer, default: 1}}
          steps:
            - {on: services.‸store‸, run: "echo ${inputs.size}"}
        all:
          steps:
            - for_each: services.‸store‸
              do: [{service: restart}]
            - call: ‸clean‸
            - {call: {action: ‸clean‸, inputs: {size: "${inputs.‸size‸}"}}}
      """)
    let index = analyse(text.text).index
    var found: [SourcePosition] = []
    for symbol in [("size", Symbol.Kind.input), ("store", .service), ("clean", .action)] {
      let uses = index.uses(
        of: Symbol(kind: symbol.1, file: "blueprint.yaml", owner: "", name: symbol.0))
      found += uses.flatMap { [$0.place.range.start, $0.place.range.end] }
    }
    #expect(found.sorted() == text.positions)
  }

  /// While a line is being written, the others keep their names, and their places.
  @Test(arguments: [
    "    ne", "    needs: [da", "  x: {", "\tx", "    env: {A: \"${inputs.", "a: b: c",
  ])
  func keepsTheRestOfABrokenText(_ line: String) throws {
    let text = Marked(
      """
      blueprint: 1
      name: shop
      targets: {main: {provider: local}}
      machines:
        ‸db‸: {target: main}
      services:
        first:
          on: ‸db‸
      \(line)
        second:
          on: ‸db‸
      """)
    let analysis = analyse(text.text)
    #expect(analysis.diagnostics.hasErrors)
    #expect(analysis.isReadable)
    let machine = Symbol(kind: .machine, file: "blueprint.yaml", owner: "", name: "db")
    let places = analysis.index.uses(of: machine).map(\.place.range.start).sorted()
    #expect(places == [0, 2, 4].map { text.positions[$0] })
  }

  @Test func keepsTheNamesOfAnUnreadableText() throws {
    let good = analyse(shop.text, files: files)
    let bad = analyse("\u{0}", earlier: good)
    #expect(!bad.isReadable)
    #expect(bad.index.names(.service, in: "blueprint.yaml").count == 3)
  }

  @Test func readsNamesBesideAMistake() throws {
    let text =
      "blueprint: 1\nname: a\ninputs: {one: {type: string}}\n"
      + "outputs: {o: {value: \"${inputs.} ${inputs.one} ${upper(}\"}}\n"
    let input = Symbol(kind: .input, file: "blueprint.yaml", owner: "", name: "one")
    #expect(analyse(text).index.uses(of: input).count == 2)
  }
}
