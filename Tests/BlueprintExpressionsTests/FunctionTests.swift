import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct FunctionTests {
  @Test(arguments: FunctionSet.all.map(\.name))
  func exampleIsTrue(name: String) throws {
    let function = try #require(FunctionSet.function(named: name))
    let template = try Template(parsing: "${\(function.example.source)}")
    let files = TextReader(TextFiles(["files/motd": "Welcome.\n"]), from: "blueprint.yaml")
    let reduced = try BoundValue(template).reduced(in: [:], reading: files)
    #expect(reduced == .literal(function.example.gives))
    let checked = template.check(in: TypeEnvironment())
    #expect(checked.problems == [])
    #expect(ExpressionType(of: function.example.gives).fits(checked.type))
    #expect(function.example.source.hasPrefix(name + "("))
    #expect(function.summary.hasSuffix(".") && !function.signature.isEmpty)
  }

  @Test func everyGroupHasAFunctionAndNamesDiffer() {
    #expect(Set(FunctionSet.all.map(\.group)) == Set(Function.Group.allCases))
    #expect(Set(FunctionSet.all.map(\.name)).count == FunctionSet.all.count)
  }

  @Test(
    arguments: [
      ("cidr_host('10.1.2.77/24', -1)", "10.1.2.255"), ("cidr_host('fd00::/64', 16)", "fd00::10"),
      ("cidr_host('10.0.0.0/8', 65536)", "10.1.0.0"), ("substr('äöü', 1)", "öü"),
      ("substr('abc', 9)", ""), ("format('%-4s|%4d|%x|%%', 'a', -5, 255)", "a   |  -5|ff|%"),
      ("format('%04d', -5)", "-005"), ("base64_decode(base64_encode('äö€'))", "äö€"),
      ("url_encode('ä/é')", "%C3%A4%2F%C3%A9"), ("range(2, 4)", [2, 3]), ("range(0)", []),
      ("flatten([[1], [[2]]])", [1, [2]]), ("merge({a: 1}, {b: 2}).b", 2),
      ("lookup({a: 1}, 'a', 2)", 1), ("contains('shop', 'ho')", true),
      ("regex_replace('a-b', '-', '$$1')", "a$1b"), ("sort(['b', 'a'])", ["a", "b"]),
      ("max(1, 2.5)", .number(2.5)), ("min([3, 2])", 2), ("round(-2.5)", -3),
      ("abs(-1.5)", .number(1.5)),
      ("index_of([1], 3)", -1), ("coalesce(null, null, 'x')", "x"), ("sum([])", 0),
      ("to_string(1.0)", "1"), ("split('a,,b', ',')", ["a", "", "b"]),
      ("json_decode(json_encode({a: [1, null]}))", ["a": [1, .null]]),
      ("upper('straße')", "STRASSE"), ("length('né')", 2), ("distinct([1, 1.0])", [1, .number(1)]),
    ] as [(String, Value)])
  func results(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    "first([])", "last([])", "cidr_host('10.0.0.0/30', 4)", "cidr_host('10.0.0.0/30', -5)",
    "cidr_host('10.0.0.0/33', 1)", "cidr_host('nonsense', 1)", "to_integer('4x')",
    "to_integer(1.5)", "base64_decode('a')", "base64_decode('/w==')", "json_decode('{')",
    "regex_match('a', '(')", "split('a', '')", "replace('a', '', 'b')", "slice([1], 1, 3)",
    "slice([1], 2, 1)", "range(5, 1)", "zip([1], [])", "sort([1, 'a'])", "max([])",
    "format('%s')", "format('x', 1)", "format('%q', 1)", "format('%d', 'a')",
    "format('%99999d', 1)", "coalesce(null)", "substr('a', -1)", "join([[1]], ',')",
  ])
  func invalidArguments(source: String) throws {
    #expect(try failure(source) == .invalidArgument)
  }

  @Test(arguments: [
    "range(9223372036854775807)", "range(-9223372036854775807, 9223372036854775807)",
    "abs(-9223372036854775808)", "floor(1e300)", "sum([9223372036854775807, 1])",
  ])
  func overflow(source: String) throws {
    #expect(try failure(source) == .arithmetic)
  }

  @Test func doublingIsBounded() throws {
    var text = Value.string(String(repeating: "x", count: 1 << 20))
    let template = try Template(parsing: "${a}${a}")
    var failed = false
    for _ in 0..<10 where !failed {
      do { text = try template.evaluated(in: ["a": text]) } catch { failed = true }
    }
    #expect(failed)
  }
}
