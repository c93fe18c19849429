import BlueprintExpressions
import BlueprintModel
import Testing

/// Random expressions over known names (`a b l m`) and late ones (`p q r`).
private struct ExpressionMaker {
  var generator: SeededGenerator

  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  mutating func source(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick([
        "1", "0", "-3", "2.5", "true", "false", "null", "'x'", "\"y\"", "5s", "2KiB", "a", "b", "l",
        "m",
        "p", "q", "r", "m.k", "m.n.z", "l[1]", "l[*]", "r.k", "r.n[0]", "m[\"k\"]", "n[*].k",
        "n[0].n", "m.missing",
      ])
    }
    let (x, y) = (source(depth - 1), source(depth - 1))
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...3: return "(\(x)) \(pick(BinaryOperator.allCases).rawValue) (\(y))"
    case 4: return "(\(x)) ? (\(y)) : (\(source(depth - 1)))"
    case 5: return "[\(x), \(y)]"
    case 6: return "{k: \(x), j: \(y)}"
    case 7: return "\(pick(["to_string", "length", "upper", "json_encode", "coalesce"]))(\(x))"
    case 8: return "\(pick(["l", "m", "r", "n"]))[\(x)]"
    case 9: return "\"\(pick(["", "t"]))${\(x)}\(pick(["", "$${"]))${\(y)}\""
    case 10: return pick(["!", "-"]) + "(\(x))"
    default: return "(\(x))[\(y)]"
    }
  }

  mutating func template() -> String {
    let expression = source(Int.random(in: 0...4, using: &generator))
    return pick([
      "${\(expression)}", "x ${\(expression)}", "${\(expression)}${p}", "$${ ${\(expression)} $",
    ])
  }
}

@Suite struct LawTests {
  private static let known: [String: Value] = [
    "a": 7, "b": true, "l": ["x", "y", 3], "m": ["k": "v", "n": ["z": 1]],
  ]
  private static let late: [String: Value] = [
    "p": 2, "q": false, "r": ["k": 1, "n": [4, 5]],
    "deep": ["k": "v", "n": ["z": 9]],
  ]

  /// The known names as the planner has them: partly finished, partly leading to late ones.
  private static func bindings() throws -> [String: BoundValue] {
    [
      "a": .literal(7), "b": .literal(true),
      "l": .list([.literal("x"), try bound("${late_y}"), .literal(3)]),
      "m": .map(["k": .literal("v"), "n": .map(["z": try bound("${p - 1}")])]),
      "n": .list([try bound("${deep}"), .map(["k": .literal(1), "n": try bound("${deep.n}")])]),
    ]
  }

  private static var all: [String: Value] {
    known.merging(late) { $1 }.merging([
      "late_y": "y",
      "n": [["k": "v", "n": ["z": 9]], ["k": 1, "n": ["z": 9]]],
    ]) { $1 }
  }

  private func outcome(_ value: BoundValue, _ names: [String: Value]) -> Value? {
    try? value.evaluated(in: names)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func reducingFirstChangesNothing(seed: UInt64) throws {
    var maker = ExpressionMaker(generator: SeededGenerator(seed: seed))
    let bindings = try Self.bindings()
    let all = Self.all
    var values = 0
    for _ in 0..<1_200 {
      let source = maker.template()
      let template = try bound(source)
      let direct = outcome(template, all)
      if direct != nil { values += 1 }
      let reduced: BoundValue
      do { reduced = try template.reduced(in: bindings) } catch {
        #expect(direct == nil, "reducing failed: \(source): \(error)")
        continue
      }
      let later = outcome(reduced, all)
      #expect(later == direct, "\(source) became \(reduced.json.canonicalJSON)")
      let stored = try BoundValue(json: Value(jsonText: reduced.json.canonicalJSON))
      if case .template = reduced { #expect(stored == reduced, "\(source)") }
      #expect(
        reduced.references.allSatisfy { bindings[$0.root] == nil } || direct == nil
          || source.contains("?") || source.contains("&&") || source.contains("||"))
      if try reduced.reduced(in: bindings) != reduced {
        #expect(direct == nil, "\(source) is not settled")
      }
    }
    // The sample must not be all mistakes, or the law would hold for nothing.
    #expect(values > 120)
  }

  @Test(arguments: [11, 12] as [UInt64])
  func printingAndReadingGivesTheSame(seed: UInt64) throws {
    var maker = ExpressionMaker(generator: SeededGenerator(seed: seed))
    for _ in 0..<1_200 {
      let template = try Template(parsing: maker.template())
      #expect(try Template(parsing: template.text) == template, "\(template.text)")
    }
  }

  /// What the check accepts in full knowledge of the types has a value, unless the value itself
  /// is at fault.
  @Test(arguments: [21, 22] as [UInt64])
  func checkedExpressionsFitTheirType(seed: UInt64) throws {
    var maker = ExpressionMaker(generator: SeededGenerator(seed: seed))
    let all = Self.all
    let environment = TypeEnvironment(all.mapValues(ExpressionType.init(of:)))
    var accepted = 0
    for _ in 0..<1_200 {
      let template = try Template(parsing: maker.template())
      let checked = template.check(in: environment)
      guard checked.problems.isEmpty else { continue }
      accepted += 1
      do throws(EvaluationError) {
        let value = try template.evaluated(in: all)
        let fits = value == .null || ExpressionType(of: value).fits(checked.type)
        #expect(fits, "\(template.text): \(value) is no \(checked.type)")
      } catch {
        #expect(error.kind != .unresolved && error.kind != .unknownFunction, "\(template.text)")
      }
    }
    #expect(accepted > 120)
  }
}
