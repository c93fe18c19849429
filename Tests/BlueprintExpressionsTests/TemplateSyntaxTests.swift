import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct TemplateSyntaxTests {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("a $5 {b}", "a $5 {b}"), ("$${x}", "${x}"),
    ("$$${x}", "$${x}"), ("${'a'}${\"b\"}", "ab"), ("${\"$\"}", "$"), ("end$", "end$"),
  ])
  func literalText(source: String, text: String) throws {
    let template = try Template(parsing: source)
    #expect(template.literalText == text)
    #expect(template.isLiteral)
    #expect(try Template(parsing: template.text) == template)
  }

  @Test func textBeforeAnExpressionMayEndWithDollar() throws {
    let template = try Template(parsing: "cost ${\"$\"}${a}")
    #expect(try template.evaluated(in: ["a": 5]) == "cost $5")
    #expect(try Template(parsing: template.text) == template)
  }

  @Test(arguments: [
    ("1 + 2 * 3 - 4", "1 + 2 * 3 - 4"), ("(1 + 2) * 3", "(1 + 2) * 3"),
    ("1 - (2 - 3)", "1 - (2 - 3)"), ("(1 - 2) - 3", "1 - 2 - 3"),
    ("a || b && c == d < e + f * -g", "a || b && c == d < e + f * -g"),
    ("((a || b)) && c", "(a || b) && c"), ("!a && !(b || c)", "!a && !(b || c)"),
    ("a ? b : c ? d : e", "a ? b : c ? d : e"), ("(a ? b : c) ? d : e", "(a ? b : c) ? d : e"),
    ("a[\"b\"].c[0][*].d", "a.b.c[0][*].d"), ("a[\"b.c\"]", "a[\"b.c\"]"),
    ("a[b.c].d", "a[b.c].d"), ("(a[*].b)[0]", "(a[*].b)[0]"), ("a[*][i].c", "a[*][i].c"),
    ("a[\"x${b}\"]", "a[\"x${b}\"]"), ("services.web-api.port", "services.web-api.port"),
    ("a-b", "a - b"), ("[1, 2,]", "[1, 2]"), ("[a, 2]", "[a, 2]"),
    ("{b: a, \"c d\": 1}", "{\"b\": a, \"c d\": 1}"), ("f(a, 'it''s')", "f(a, \"it's\")"),
    ("'\\d\"$'", "\"\\\\d\\\"\\$\""), ("\"a${b}\\u{1F600}\"", "\"a${b}😀\""), ("5s", "5s"),
    ("4GiB", "4GiB"), ("1.50", "1.5"), ("1e21", "1e+21"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("- -a", "--a"), ("-(5)", "-(5)"), ("(-5).a", "(-5).a"), ("\"${a}\"", "a"),
    ("\"${''}${a}\"", "to_string(a)"), ("null == true", "null == true"),
  ])
  func canonicalSource(source: String, canonical: String) throws {
    let template = try Template(parsing: "x ${\(source)} y")
    let expected = try Template(parsing: "x ${\(canonical)} y")
    #expect(template == expected)
    #expect(try Template(parsing: template.text) == template)
    let whole = try Template(parsing: "${\(source)}")
    if case .text? = whole.wholeExpression?.form {
    } else if !whole.isLiteral, whole.segments.count == 1 {
      #expect(whole.text == "${\(canonical)}")
    }
  }

  @Test(arguments: [
    ("${", "0..<2: `${` is not closed; write `$${` for the text `${`"),
    ("a ${b", "2..<4: `${` is not closed; write `$${` for the text `${`"),
    ("${}", "0..<3: an expression is missing"),
    ("${a b}", "4..<5: expected `}` or an operator, found `b`"),
    ("${a.}", "4..<5: expected a name after `.`, found `}`"),
    ("${a[}", "4..<5: expected a value, found `}`"),
    ("${a ? b}", "7..<8: expected `:`, found `}`"),
    ("${f(a b)}", "6..<7: expected `,` or `)`, found `b`"),
    ("${5x}", "2..<4: `5x` is no number, duration (`500ms 2s 10m 2h 7d`) or size (`512MiB 20GiB`)"),
    (
      "${9223372036854775808}",
      "2..<21: the integer `9223372036854775808` does not fit into 64 bits"
    ),
    ("${\"abc}", "2..<3: the string is not closed"),
    (
      "${\"\\q\"}",
      "3..<5: unknown escape; there are \\n \\t \\r \\\\ \\\" \\$ and \\u{…}, and none between `'`"
    ),
    ("${a # b}", "4..<5: unexpected character `#`"),
    ("${{a: 1, a: 2}}", "9..<10: the key `a` is there twice"),
  ])
  func mistakes(text: String, expected: String) {
    #expect(syntaxErrors(text) == [expected])
  }

  @Test func oneMistakeForEachExpression() {
    #expect(syntaxErrors("${a b} ok ${c} and ${d.}").count == 2)
  }

  @Test func placesCountUnicodeScalars() throws {
    let template = try Template(parsing: "é😀 ${a.b + f(c[d])}")
    let places = template.references.map { "\($0.reference) \($0.range)" }
    #expect(places == ["a.b 5..<8", "c 13..<17", "d 15..<16"])
  }

  @Test func equalityIgnoresPlaces() throws {
    #expect(try Template(parsing: "${a+b}") == Template(parsing: "${ a  +  b }"))
    #expect(try Template(parsing: "${a+b}") != Template(parsing: "${a-b}"))
  }
}

@Suite struct TemplateMakingTests {
  @Test(arguments: ["", "a ${b} $", "$${", "${\"", "$$"])
  func literalsAreTakenAsTheyStand(text: String) throws {
    let template = Template(literal: text)
    #expect(template.literalText == text)
    #expect(try Template(parsing: template.text) == template)
  }

  @Test func referencesAreTemplates() throws {
    let reference = Reference(root: "resources", path: [.key("machines.db"), .key("address")])
    let source = "${resources[\"machines.db\"].address}"
    #expect(Template(reference).text == source)
    #expect(try BoundValue.reference(reference) == bound(source))
  }
}
