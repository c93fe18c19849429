import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct DiagramTests {
  private static let text = """
    blueprint: 1
    name: shop
    version: 2.0.0
    targets: {main: {provider: local}}
    machines: {db: {target: main}, web: {target: main, count: 3}, spare: {target: main}}
    services:
      store: {on: db, run: "true"}
      side: {on: db, needs: [store], run: "true"}
      api: {on: web, needs: [store, spare], version: 1.4.2, endpoints: {http: {port: 80}}, run: "true"}
      front: {on: web, needs: [api, store], run: "true"}
    """

  private func application() throws -> Application {
    try #require(compile(Self.text).application)
  }

  @Test func machinesFrameTheirServices() throws {
    let diagram = Diagram(try application())
    #expect(diagram.title == "shop 2.0.0")
    #expect(diagram.groups.map(\.label) == ["db", "web × 3", "spare"])
    #expect(
      diagram.nodes.map { "\($0.group ?? "-") \($0.label) \($0.detail)" } == [
        "machines.db store ", "machines.db side ", "machines.web api 1.4.2  :80",
        "machines.web front ",
      ])
    #expect(
      diagram.edges.map { "\($0.from) \($0.to)" } == [
        "services.side services.store", "services.api services.store",
        "services.api machines.spare", "services.front services.api",
        "services.front services.store",
      ])
  }

  @Test func nothingOverlapsAndNeedsAreBelow() throws {
    for diagram in [Diagram(try application()), Self.large] as [Diagram] {
      let picture = PictureBuilder(diagram).picture()
      let frames = picture.frames.map(\.box)
      for (index, first) in frames.enumerated() {
        #expect(first.x >= 0 && first.x + first.width <= picture.width)
        #expect(first.y >= 0 && first.bottom <= picture.height)
        for second in frames[(index + 1)...] { #expect(!overlap(first, second)) }
      }
      let boxes = picture.boxes.map(\.box)
      for (index, first) in boxes.enumerated() {
        for second in boxes[(index + 1)...] { #expect(!overlap(first, second)) }
      }
      let places = Dictionary(
        picture.boxes.map { ($0.node.id, $0.box) }, uniquingKeysWith: { $1 })
      for edge in diagram.edges {
        guard let from = places[edge.from], let to = places[edge.to] else { continue }
        #expect(from.bottom <= to.y, "\(edge)")
      }
      #expect(picture.arrows.count == diagram.edges.count)
    }
  }

  private func overlap(_ first: Picture.Box, _ second: Picture.Box) -> Bool {
    first.x < second.x + second.width && second.x < first.x + first.width
      && first.y < second.bottom && second.y < first.bottom
  }

  /// Thirty services on thirty machines, each needing up to three before it.
  private static let large: Diagram = {
    var edges: [Diagram.Edge] = []
    for from in 1..<30 {
      for to in Set([from / 2, max(0, from - 3), from * 7 % from.advanced(by: 1)]) where to < from {
        edges.append(Diagram.Edge(from: "n\(from)", to: "n\(to)"))
      }
    }
    edges.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    return Diagram(
      title: "large",
      groups: (0..<30).map { Diagram.Group(id: "g\($0)", label: "machine \($0)", detail: "") },
      nodes: (0..<30).map {
        Diagram.Node(id: "n\($0)", label: "service \($0)", detail: "", group: "g\($0)")
      },
      edges: edges)
  }()

  @Test func circlesOfGroupsAreDrawn() {
    let diagram = Diagram(
      title: "circle",
      groups: [.init(id: "a", label: "a", detail: ""), .init(id: "b", label: "b", detail: "")],
      nodes: ["a1", "a2", "b1", "b2"].map {
        .init(id: $0, label: $0, detail: "", group: String($0.prefix(1)))
      },
      edges: [.init(from: "a1", to: "b1"), .init(from: "b2", to: "a2")])
    #expect(PictureBuilder(diagram).picture().arrows.count == 2)
  }

  @Test func textIsEscapedEverywhere() {
    let name = "a<b>&\"c\"\u{1}"
    let diagram = Diagram(
      title: name, groups: [], nodes: [.init(id: name, label: name, detail: "")], edges: [])
    #expect(diagram.svg.contains("<title>a&lt;b&gt;&amp;&quot;c&quot;</title>"))
    #expect(!diagram.svg.contains("<b>"))
    #expect(diagram.dot.contains("label=\"a<b>&\\\"c\\\"\u{1}\""))
    #expect(diagram.mermaid.contains("n0[\"a#lt;b#gt;&#quot;c#quot;\u{1}\"]"))
  }

  @Test func theSameDiagramGivesTheSameText() throws {
    let diagrams = [Diagram(try application()), Diagram(try application())]
    #expect(diagrams[0].svg == diagrams[1].svg)
    #expect(diagrams[0].dot == diagrams[1].dot)
    #expect(Self.large.svg == Self.large.svg)
  }

  @Test func theTreeSaysWhatNeedsWhat() throws {
    let lines = TreeRenderer(isASCII: false).lines(DependencyOutline(try application()))
    #expect(
      lines == [
        "shop 2.0.0", "", "side  on db", "└── store  on db  ◆", "front  on web × 3  ◆",
        "├── api  on web × 3  ◆", "│   ├── store  on db  ◆", "│   └── machines spare",
        "└── store  on db  ◆", "", "levels", "  1  machines db, machines web × 3, machines spare",
        "  2  store", "  3  side, api", "  4  front", "", "critical path ◆ (4)",
        "  machines db → store → api → front",
      ])
    let plain = TreeRenderer(isASCII: true).lines(DependencyOutline(try application()))
    #expect(plain.joined().utf8.allSatisfy { $0 < 128 })
  }

  @Test func stepsOfAPlanAreDrawn() throws {
    let plan = try Planner(state: DeploymentState(name: "shop"))
      .converge(to: try application(), operation: Operation(.deploy))
    let diagram = Diagram(plan)
    #expect(diagram.nodes.count == plan.steps.count)
    #expect(diagram.edges.count < plan.steps.map(\.needs.count).reduce(0, +))
    let outline = DependencyOutline(plan)
    #expect(outline.entries.count == plan.steps.count)
    #expect(outline.criticalPath.count == 4)
    #expect(outline.levels.flatMap { $0 }.count == plan.steps.count)
  }

  @Test func secretsAreNotInTheApplication() throws {
    let text = """
      blueprint: 1
      name: shop
      inputs: {key: {type: string, secret: true, default: "hunter22"}}
      targets: {main: {provider: local}}
      machines: {db: {target: main}}
      services: {a: {on: db, env: {K: "x-${inputs.key}"}, run: "true"}}
      """
    let application = try #require(compile(text).application)
    let json = application.json
    #expect(!json.canonicalJSON.contains("hunter22"))
    #expect(json["secrets"] == ["key"])
    #expect(json["services"]?.list?.first?["environment"]?["K"]?["$template"] != nil)
  }

  @Test func aSketchNeedsNoInputs() throws {
    let text =
      Self.text + "\ninputs: {must: {type: string}}\noutputs: {o: {value: \"${inputs.must}\"}}"
    let result = compile(text)
    #expect(result.application == nil)
    #expect(Diagram(try #require(result.sketch)).nodes.count == 4)
    #expect(compile(text + "\nservcies: {}").sketch == nil)
  }
}
