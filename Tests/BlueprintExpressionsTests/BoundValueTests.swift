import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct BoundValueTests {
  @Test func aTemplateIsSplicedAndALiteralFolds() throws {
    let text = try bound("${self.address}:5432")
    let late: BoundValue = .map(["address": try bound("${resources[\"machines.db\"].address}")])
    #expect(
      try text.reduced(in: ["self": late])
        == bound("${resources[\"machines.db\"].address}:5432"))
    let known: BoundValue = .literal(["address": "127.1.2.3"])
    #expect(try text.reduced(in: ["self": known]) == .literal("127.1.2.3:5432"))
  }

  @Test func aWholeReferenceIsExtended() throws {
    let names = ["db": try bound("${resources[\"services.db\"]}")]
    #expect(
      try bound("${db.endpoints.sql.port + 1}").reduced(in: names)
        == bound("${resources[\"services.db\"].endpoints.sql.port + 1}"))
    let splat = ["db": try bound("${resources[*].hosts}")]
    #expect(
      try bound("${db[0].name}").reduced(in: splat) == bound("${(resources[*].hosts)[0].name}"))
  }

  @Test func splatsGiveLists() throws {
    let web: BoundValue = .list([
      .map(["address": try bound("${r.a}"), "port": .literal(1)]),
      .map(["address": .literal("b"), "port": .literal(2)]),
    ])
    let names = ["web": web]
    #expect(try bound("${web[*].port}").reduced(in: names) == .literal([1, 2]))
    #expect(
      try bound("${web[*].address}").reduced(in: names) == .list([bound("${r.a}"), .literal("b")]))
    #expect(
      try bound("${join(web[*].address, ',')}").reduced(in: names)
        == bound("${join([r.a, \"b\"], \",\")}"))
    #expect(
      try bound("${web[self.index].port}").reduced(
        in: names.merging(["self": .literal(["index": 1])]) { $1 }) == .literal(2))
  }

  @Test func textStaysTextWhenOneExpressionIsLeft() throws {
    let reduced = try bound("${prefix}${late}").reduced(in: ["prefix": .literal("")])
    #expect(try reduced.evaluated(in: ["late": 5]) == "5")
  }

  @Test func conditionsChooseBeforeTheyFail() throws {
    #expect(try bound("${a ? 1 : 1 / 0}").reduced(in: ["a": .literal(true)]) == .literal(1))
    let open = try bound("${late ? 1 : 1 / 0}").reduced(in: [:])
    #expect(try open.evaluated(in: ["late": true]) == 1)
    #expect(throws: EvaluationError.self) { try open.evaluated(in: ["late": false]) }
    #expect(throws: EvaluationError.self) { try bound("${1 / 0}").reduced(in: [:]) }
    #expect(try bound("${a && late}").reduced(in: ["a": .literal(false)]) == .literal(false))
    #expect(try bound("${a || late}").reduced(in: ["a": .literal(true)]) == .literal(true))
  }

  @Test func whatIsReplacedKeepsItsOwnScope() throws {
    let names = ["self": BoundValue.map(["a": try bound("${self.b}"), "b": .literal(1)])]
    #expect(try bound("${self.a}").reduced(in: names) == bound("${self.b}"))
  }

  @Test func pathsThatLeadNowhereAreErrors() throws {
    let names = [
      "self": BoundValue.map(["a": try bound("x${late}"), "l": .list([try bound("${late}")])])
    ]
    for source in [
      "${self.b}", "${self.a.x}", "${self[0]}", "${self.l[1]}", "${self.l.x}", "x ${self.l}",
    ] {
      #expect(throws: EvaluationError.self, "\(source)") { try bound(source).reduced(in: names) }
    }
  }

  @Test func depthIsBounded() throws {
    var grown = try bound("${late}")
    var failed = false
    let step = try bound("${1 + x}")
    for _ in 0..<300 where !failed {
      do throws(EvaluationError) { grown = try step.reduced(in: ["x": grown]) } catch {
        #expect(error.kind == .tooDeep)
        failed = true
      }
    }
    #expect(failed)
  }

  @Test func referencesAreDeepAndOrdered() throws {
    let value: BoundValue = .map([
      "b": try bound("${x.y}"), "a": .list([try bound("${z[0]} ${w}")]),
      "c": .mustache(text: "{{v}}", names: .map(["v": try bound("${m}")])),
    ])
    #expect(value.references.map(\.description) == ["z[0]", "w", "x.y", "m"])
  }

  @Test(arguments: [
    "plain", "${a.b}", "x${a[b]} $${ y", "${f(a, [1, b], {c: d})}", "${a ? \"$\" : 'it''s'}",
    "${5s + a}", "${4GiB * a}",
  ])
  func templatesSurviveJSON(source: String) throws {
    let value = try bound(source)
    let text = value.json.canonicalJSON
    #expect(try BoundValue(json: Value(jsonText: text)) == value)
  }

  @Test func shapesSurviveJSON() throws {
    let values: [BoundValue] = [
      .literal(.null), .literal(["$template": "${x"]), .literal([["$a": 1], 2]),
      .list([.literal(["$literal": 1]), try bound("${a}")]),
      .map(["$map": try bound("${a}"), "b": .literal([1])]),
      .mustache(text: "{{a}}", names: .map(["a": try bound("${b}")])),
      .literal(["plain": ["deep": [1, true, .null, "x"]]]),
    ]
    for value in values {
      let text = value.json.canonicalJSON
      #expect(try BoundValue(json: Value(jsonText: text)) == value)
    }
    #expect(BoundValue.literal(["a": 1]).json == ["a": 1])
    #expect(BoundValue.literal(["a": .duration(.seconds(5))]).json == ["a": "5s"])
    #expect(throws: JSONShapeError.self) { try BoundValue(json: ["$else": 1]) }
    #expect(throws: JSONShapeError.self) { try BoundValue(json: ["$template": "${"]) }
  }

  @Test func reductionDoesNotWalkAllNames() throws {
    let element: BoundValue = .map([
      "address": try bound("${resources.x.address}"), "index": .literal(1),
    ])
    let names = [
      "web": BoundValue.list(Array(repeating: element, count: 10_000)),
      "self": .literal(["index": 9_999]),
    ]
    let template = try bound("${web[self.index].address}:80")
    let clock = ContinuousClock()
    let elapsed = try clock.measure {
      for _ in 0..<1_000 { _ = try template.reduced(in: names) }
    }
    // Walking the 10,000 elements would take a thousand times as long.
    #expect(elapsed < .seconds(2))
  }
}
