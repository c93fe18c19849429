import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct MustacheTests {
  private let names: Value = [
    "port": 8080, "debug": true, "off": false, "none": .null, "html": "<a & \"b\">",
    "keep": .duration(.seconds(90)), "memory": .size(ByteSize(bytes: 4 << 30)), "empty": [],
    "db": ["address": "127.1.2.3"], "env": ["B": "2", "A": "1"],
    "web": [["host": "a", "port": 1], ["host": "b"]], "list": ["x", "y"],
  ]

  private func render(_ text: String) throws -> Value {
    try BoundValue.mustache(text: text, names: .literal(names)).evaluated(in: [:])
  }

  @Test(arguments: [
    ("", ""), ("plain\n", "plain\n"),
    ("{{port}} {{debug}} {{keep}} {{memory}}", "8080 true 90s 4GiB"),
    ("{{html}} {{{html}}} {{&html}}", "<a & \"b\"> <a & \"b\"> <a & \"b\">"),
    ("{{db.address}}", "127.1.2.3"), ("{{none}}", ""), ("server {", "server {"), ("{", "{"),
    ("a {{port}} {", "a 8080 {"), ("{{#web}}{{host}}:{{port}} {{/web}}", "a:1 b:8080 "),
    ("{{#list}}{{.}}{{^last()}},{{/last()}}{{/list}}", "x,y"),
    ("{{#db}}{{address}}{{/db}}", "127.1.2.3"), ("{{#off}}no{{/off}}{{^off}}yes{{/off}}", "yes"),
    ("{{#empty}}no{{/empty}}{{^empty}}yes{{/empty}}", "yes"),
    ("{{#db.missing}}no{{/db.missing}}", ""),
    ("{{#sorted(env)}}{{key}}={{value}};{{/sorted(env)}}", "A=1;B=2;"),
    ("{{count(list)}} {{uppercased(db.address)}}", "2 127.1.2.3"),
    ("{{! a\ncomment }}x", "x"), ("{{=<% %>=}}<%port%> {{x}} <", "8080 {{x}} <"),
    ("{{#web}}\n- {{host}}\n{{/web}}\n", "- a\n- b\n"), ("\n\n{{port}}", "\n\n8080"),
    ("{{#list}}{{index()}}{{/list}}", "01"),
    ("{{#list}}\r\n- {{.}}\r\n{{/list}}\r\n", "- x\r\n- y\r\n"),
  ])
  func rendering(text: String, expected: String) throws {
    #expect(try render(text) == .string(expected))
  }

  @Test(arguments: [
    ("{{prot}}", "Mustache text 1:1: `prot` is not among the names"),
    ("a\n  {{db.adress}}", "Mustache text 2:3: `db.adress` is not among the names"),
    ("{{#nope}}{{/nope}}", "Mustache text 1:1: `nope` is not among the names"),
    ("{{^nope}}{{/nope}}", "Mustache text 1:1: `nope` is not among the names"),
    ("{{#web}}{{hots}}{{/web}}", "Mustache text 1:9: `hots` is not among the names"),
    ("{{web}}", "Mustache text 1:1: a list cannot be shown"),
    ("{{#list}}{{^last()}}{{nope}}{{/last()}}{{/list}}", "Mustache text 1:21: `nope` is not among"),
    ("{{index()}}", "Mustache text 1:1: `index()` is only known"),
    ("{{uppercased(web)}}", "Mustache text 1:1: `uppercased` cannot be applied to a list"),
  ])
  func missingNames(text: String, message: String) throws {
    do {
      _ = try render(text)
      Issue.record("expected an error")
    } catch let error as EvaluationError {
      #expect(error.kind == .mustache)
      #expect(error.message.hasPrefix(message))
    }
  }

  @Test(arguments: [
    ("{{", "1:1: the tag is not closed"), ("x\n {{a", "2:2: the tag is not closed"),
    ("{{#a}}\n{{#b}}x{{/a}}", "2:8: `a` is closed where `b` of line 2 is open"),
    ("{{#a}}", "1:1: the section `a` is not closed"), ("{{/a}}", "1:1: `a` is closed but not open"),
    ("{{}}", "1:1: a name is missing"), ("{{a b}}", "1:1: `a b` is not a name"),
    ("{{> part}}", "1:1: partials and blocks are not part of the language"),
    ("{{$b}}{{/b}}", "1:1: partials and blocks are not part of the language"),
    ("{{% CONTENT_TYPE:HTML}}", "1:1: pragmas are not part of the language"),
    ("{{{a}}", "1:1: `}}}` is missing"),
    ("{{\na}}", "1:1: a tag's name must start on the tag's line"),
    ("{{=x=}}", "1:1: delimiters are changed by `{{=<% %>=}}`"),
  ])
  func syntaxMistakes(text: String, expected: String) {
    do throws(MustacheSyntaxError) {
      _ = try MustacheText(parsing: text)
      Issue.record("expected an error")
    } catch { #expect(error.description == expected) }
  }

  @Test func namesTellTheirPlacesAndSections() throws {
    let found = try MustacheText.names(in: "{{a.b}}\n{{#web}}{{host}}{{.}}{{/web}} {{^c}}{{/c}}")
    let expected = ["a.b 1:1 []", "web 2:1 []", "host 2:9 [\"web\"]", "c 2:31 []"]
    #expect(
      found.map { name in
        let sections = name.sections.map { $0.joined(separator: ".") }
        return
          "\(name.path.joined(separator: ".")) \(name.position.line):\(name.position.column) \(sections)"
      } == expected)
    #expect(found.map(\.isShown) == [true, false, true, false])
  }

  @Test func namesAreReducedAndRenderedWhenKnown() throws {
    let value = BoundValue.mustache(
      text: "{{a}}-{{b}}", names: .map(["a": try bound("${x}"), "b": try bound("${late}")]))
    let reduced = try value.reduced(in: ["x": .literal(1)])
    #expect(
      reduced
        == .mustache(
          text: "{{a}}-{{b}}", names: .map(["a": .literal(1), "b": try bound("${late}")])))
    #expect(try reduced.evaluated(in: ["late": "z"]) == "1-z")
    #expect(try value.reduced(in: ["x": .literal(1), "late": .literal("z")]) == .literal("1-z"))
  }
}
