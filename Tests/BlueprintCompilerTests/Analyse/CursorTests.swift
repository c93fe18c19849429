import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Finding out where an author is, in texts that are no YAML.
@Suite struct CursorTests {
  private func cursor(_ marked: String) throws -> Cursor {
    let text = Marked(marked)
    return Cursor(
      at: try #require(text.positions.first), in: Source(name: "blueprint.yaml", text: text.text))
  }

  @Test(arguments: [
    ("‸", "", Cursor.Role.key, ""),
    ("nam‸", "", .key, "nam"),
    ("name: a\nser‸", "", .key, "ser"),
    ("services:\n  web:\n    on: db\n    ne‸", "services.web", .key, "ne"),
    ("services:\n  web:\n    on: d‸", "services.web.on", .value, "d"),
    ("services:\n  web:\n    on: ‸", "services.web.on", .value, ""),
    ("services:\n  web:\n    ‸\n    on: x", "services.web", .either, ""),
    ("services:\n  web:\n    on: x\n    ‸", "services.web", .key, ""),
    ("services:\n  web:\n    on: x\n  ‸", "services", .key, ""),
    ("services:\n  web:\n    needs: [da‸", "services.web.needs.-", .either, "da"),
    ("services:\n  web:\n    needs: [a, da‸]", "services.web.needs.-", .either, "da"),
    ("services:\n  web:\n    needs:\n      - da‸", "services.web.needs.-", .either, "da"),
    ("services:\n  web:\n    needs:\n    - da‸", "services.web.needs.-", .either, "da"),
    (
      "services:\n  web:\n    start:\n      - run: a\n        ti‸", "services.web.start.-", .key,
      "ti"
    ),
    ("services:\n  web:\n    start:\n      - ru‸", "services.web.start.-", .either, "ru"),
    ("services:\n  web: {on: x, ne‸}", "services.web", .key, "ne"),
    ("services:\n  web: {on: x, needs: [d‸", "services.web.needs.-", .either, "d"),
    ("services:\n  web: {on: x,\n    health: {tc‸", "services.web.health", .key, "tc"),
    ("a: {b: c\nservices:\n  web:\n    on‸", "services.web", .either, "on"),
    (
      "services:\n  web:\n    run: |\n      on: x\n      ech‸", "services.web.run", .value,
      "      on: x\n      ech"
    ),
    ("services:\n  web:\n    run: |\n      on: x\n    ne‸", "services.web", .key, "ne"),
    (
      "services:\n  web:\n    run: \"a: b, \\\"c ${inp‸", "services.web.run", .value,
      "a: b, \"c ${inp"
    ),
    (
      "machines:\n  web: {target: main, count: ${inputs.‸}}", "machines.web.count", .value,
      "${inputs."
    ),
    ("\"services\":\n  'web':\n    \"on\": d‸", "services.web.on", .value, "d"),
    ("# on: x\nservices:\n  # c\n  web: # d\n    o‸", "services.web", .either, "o"),
    (
      "services:\n  web:\n    env:\n      A: it's\n      B: x # {\n    ne‸", "services.web", .key,
      "ne"
    ),
  ])
  func findsTheWay(_ marked: String, _ path: String, _ role: Cursor.Role, _ text: String) throws {
    let cursor = try cursor(marked)
    let way = cursor.path.map { if case .key(let key) = $0 { key } else { "-" } }
    #expect(way.joined(separator: ".") == path)
    #expect(cursor.role == role)
    #expect(cursor.text == text)
  }

  @Test func knowsTheKeysAboveAndBelow() throws {
    let cursor = try cursor(
      """
      services:
        web:
          on: db
          ‸
          needs:
            - deep: 1
          env: {A: b}
        other:
          run: x
      """)
    #expect(cursor.siblings == ["on", "needs", "env"])
    #expect(try self.cursor("name: a\n‸\nservices:\n  run: a\n").siblings == ["name", "services"])
  }

  @Test(arguments: [
    ("run: a ${in‸", "in"), ("run: a ${in} ‸", nil), ("run: $${in‸", nil),
    ("run: \"${join([\\\"a\\\", in‸", "join([\"a\", in"), ("run: '${ {a: 1}.‸", " {a: 1}."),
    ("run: ${inputs.a} ${b‸", "b"), ("run: plain‸", nil), ("run: >-\n  a\n  ${\n   in‸", "\n   in"),
  ])
  func findsTheOpenExpression(_ marked: String, _ expected: String?) throws {
    #expect(try cursor(marked).expression == expected)
  }

  /// Wherever it stands, and however the text is cut off, there is a cursor.
  @Test func readsEveryPrefix() throws {
    let text = """
      a: {b: [c, "d${e}"], 'f': "g\\"" }
      services:
        web: &x
          - run: |
              a: b
            env: {A: "${b["c"]}", D: [{e: f}]}
        - x
      "q": 'it''s'
      ? odd
      """
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var read = 0
    for (number, line) in lines.enumerated() {
      for column in 0...line.unicodeScalars.count {
        let position = SourcePosition(line: number + 1, column: column + 1)
        let cursor = Cursor(at: position, in: Source(name: "b.yaml", text: text))
        #expect(cursor.start <= position)
        read += 1
      }
    }
    #expect(read > 100)
  }
}
