import BlueprintModel
import CompilerLaws
import Testing

@testable import BlueprintCompiler

/// Texts that are made to crash, to hang or to fill the memory: each is refused with a located
/// diagnostic, or compiled.
@Suite struct HostileInputTests {
  private static let head = "blueprint: 1\nname: demo\ntargets: {main: {provider: local}}\n"
  private static let machines = head + "machines: {web: {target: main}}\n"

  private func codes(_ text: String, files: [String: String] = [:]) -> [String] {
    let result = compile(text, files: files)
    #expect(result.application == nil || !result.diagnostics.hasErrors)
    for diagnostic in result.diagnostics {
      #expect(diagnostic.place != nil || ["BP0013", "BP0160"].contains(diagnostic.code))
      #expect(diagnostic.message.utf8.count < 64 << 10)
    }
    return result.diagnostics.map(\.code)
  }

  private func nested(_ open: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
  }

  // MARK: - Depth

  @Test(arguments: ["[", "{a: ", "- ", "- - ", "a:\n"])
  func tenThousandLevelsAreRefused(_ open: String) {
    let text =
      open == "a:\n"
      ? (0..<10_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      : String(repeating: open, count: 10_000) + "1"
    #expect(codes(text) == ["BP0007"])
  }

  @Test func theDeepestTreesAreCompiled() {
    // As deep as the parser lets through, with expressions as deep as theirs.
    let deep = nested("[", "]", 190)
    let expression = "${" + nested("(", ")", 190) + "}"
    #expect(codes(Self.machines + "locals: {a: \(deep), b: \"\(expression)\"}\n") == [])
    let list = "${" + nested("[", "]", 190) + "}"
    #expect(codes(Self.machines + "locals: {a: \"\(list)\", b: \"${locals.a}\"}\n") == [])
    let settings = "targets: {main: {provider: local, settings: {mode: \(deep)}}}\n"
    #expect(!codes("blueprint: 1\nname: demo\n" + settings).isEmpty)
    let schema = nested("{type: list, items: ", "}", 90).replacing(
      "items: 1", with: "items: string")
    #expect(codes(Self.machines + "inputs: {a: \(schema)}\n").allSatisfy { $0 != "BP0007" })
  }

  @Test func localsThatGrowDeeperAreBounded() {
    var text = Self.machines + "locals:\n  a0: [1]\n"
    for level in 1...3_000 { text += "  a\(level): [\"${locals.a\(level - 1)}\"]\n" }
    #expect(codes(text).contains("BP0308"))
  }

  @Test(arguments: [
    ("xxxxxxxxxxxxxxxx", "\"${locals.P}${locals.P}\""), ("[1, 2]", "\"${[locals.P, locals.P]}\""),
    ("[1, 2]", "[\"${locals.P}\", \"${locals.P}\"]"),
    ("{x: 1}", "{a: \"${locals.P}\", b: \"${locals.P}\"}"),
    ("\"${requires.other.x}\"", "\"${locals.P}${locals.P}\""),
    ("\"${requires.other.x}\"", "\"${[locals.P, locals.P]}\""),
    ("\"${requires.other.n}\"", "\"${locals.P + locals.P}\""),
  ])
  func localsThatDoubleAreBounded(_ first: String, _ next: String) {
    var text =
      Self.machines + "requires: {other: {deployment: o, outputs: {x: string, n: integer}}}\n"
    text += "locals:\n  a0: \(first)\n"
    for level in 1...60 {
      text += "  a\(level): \(next.replacing("P", with: "a\(level - 1)"))\n"
    }
    #expect(codes(text).contains("BP0308"))
  }

  // MARK: - Size

  @Test func aBillionLaughsAreRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) {k: [\(aliases)]}\n"
    }
    #expect(codes(text) == ["BP0008"])
  }

  @Test func aScalarOfAHundredMegabytesIsRefused() {
    let text = Self.head + "description: " + String(repeating: "x", count: 100 << 20)
    #expect(codes(text) == ["BP0013"])
  }

  @Test func filesThatAreTooLargeTogetherAreRefused() {
    let large = "# " + String(repeating: "x", count: 40 << 20) + "\nblueprint: 1\nname: lib\n"
    let text = Self.machines + "imports: {a: a.yaml, b: b.yaml}\n"
    #expect(codes(text, files: ["a.yaml": large, "b.yaml": large]) == ["BP0214"])
  }

  @Test(arguments: ["999999999", "9223372036854775807", "9223372036854775808", "-1", "1e300"])
  func hugeCountsAreRefused(_ count: String) {
    let found = codes(
      Self.head + "machines: {web: {target: main, count: \(count)}}\n"
        + "services: {api: {on: web, run: \"true\"}}\n")
    #expect(!found.isEmpty)
  }

  @Test func aHundredThousandMistakesAreCounted() {
    let keys = (0..<100_000).map { "  k\($0): {}\n" }.joined()
    let result = compile(Self.head + "machines:\n" + keys)
    #expect(result.diagnostics.count == 201)
    #expect(result.diagnostics.last?.message == "99800 more errors are not shown")
  }

  // MARK: - Expressions

  @Test(arguments: [
    "range(9223372036854775807)", "range(-9223372036854775808, 9223372036854775807)",
    "range(0, 1000001)", "format(\"%999999999d\", 1)", "format(\"%99999999999999999999d\", 1)",
    "9223372036854775807 + 1", "-9223372036854775808 / -1", "-9223372036854775808 % -1",
    "-(-9223372036854775808)", "abs(-9223372036854775808)", "9223372036854775807 * 2",
    "106751991167d * 2", "8388607TiB * 2", "8388607TiB * 9223372036854775807", "1e308 * 10",
    "sum([9223372036854775807, 1])", "floor(1e300)", "round(1e300)", "to_integer(1e300)",
    "99999999999999999999", "99999999999999999d", "9999999999TiB", "substr(\"a\", -1)",
    "slice([1], 0, 9223372036854775807)", "[1][9223372036854775807]", "[1][-1]",
    "cidr_host(\"10.0.0.0/8\", 9223372036854775807)",
    "regex_match(\"a\", \"((a{1000}){1000}){9}\")",
    "json_decode(\"\(String(repeating: "[", count: 5_000))\")",
  ])
  func hugeNumbersAreMistakes(_ expression: String) {
    let text = expression.replacing("\"", with: "\\\"")
    #expect(codes(Self.machines + "locals: {a: \"${\(text)}\"}\n").count == 1)
  }

  @Test func aPatternThatNeverEndsEnds() {
    let long = String(repeating: "a", count: 50_000) + "!"
    let input = "inputs: {a: {type: string, pattern: '^(a+)+$', default: \(long)}}\n"
    #expect(codes(Self.machines + input) == ["BP0305"])
    let local = "locals: {a: \"${regex_match('\(long)', '(a|a)*$')}\"}\n"
    #expect(codes(Self.machines + local) == [])
  }

  // MARK: - Characters

  @Test func whatIsNoTextIsRefused() {
    let inputs: [(bytes: [UInt8], code: String)] = [
      ([0xff, 0xfe, 0x00], "BP0002"), (Array("a: ".utf8) + [0xc3, 0x28], "BP0002"),
      (Array("a: ".utf8) + [0xed, 0xa0, 0x80], "BP0002"), (Array("a: ".utf8) + [0], "BP0003"),
      (Array("a: \u{1b}[2J".utf8), "BP0003"), ([0xef, 0xbb, 0xbf], "BP0010"),
      ([0xfe, 0xff, 0, 0x61], "BP0002"), (Array("\rn\0".utf8), "BP0003"),
      (Array("a: b\u{85}c: ".utf8) + [0xc3, 0x28], "BP0002"),
      (Array("a:\n\tb: 1\n".utf8), "BP0001"),
    ]
    for input in inputs {
      let source = Source(name: "blueprint.yaml", bytes: input.bytes)
      let result = Compiler.compile(
        CompileRequest(
          source: source, fileReader: { _ throws(FileReadFailure) in [] }, manifests: testManifests)
      )
      #expect(result.diagnostics.map(\.code) == [input.code], "\(input.bytes)")
      #expect(CompilerLaw.compile.breaches(on: input.bytes) == [])
    }
  }

  @Test func otherLineEndsAndAMarkAreText() {
    let text = Self.machines + "description: |\n  one\n  two\n"
    #expect(codes(text.replacing("\n", with: "\r\n")) == [])
    #expect(codes("\u{feff}" + text) == [])
    #expect(codes(text.replacing("machines:", with: "machines:\t")) == [])
  }

  @Test(arguments: [
    "env: {A: \"a\\0b\"}", "env: {A: \"${'x'}\\0${self.index}\"}", "run: \"a\\0b\"",
    "files: {\"a\\0b\": {content: x}}", "files: {a: {content: \"a\\0b\"}}",
    "files: {a: {source: nul.txt}}", "files: {a: {template: nul.txt}}",
    "install: [{run: x, env: {A: \"\\0\"}}]", "image: \"a\\0\"",
  ])
  func nulIsRefused(_ part: String) {
    let text = Self.machines + "services: {api: {on: web, \(part)}}\n"
    #expect(codes(text, files: ["nul.txt": "a\u{0}b"]) == ["BP0150"])
  }

  // MARK: - Circles and bombs of composition

  @Test func circlesOfFilesAndTemplatesAreRefused() {
    #expect(
      codes(
        Self.machines + "imports: {a: a.yaml}\n",
        files: ["a.yaml": "blueprint: 1\nname: a\nimports: {b: ./x/../a.yaml}\n"]) == ["BP0403"])
    #expect(
      codes(
        Self.machines + "templates: {a: {service: {template: b}}, b: {service: {template: a}}}\n"
      )
      .allSatisfy { $0 == "BP0404" })
  }

  @Test func templatesCannotMultiplyAnchors() {
    // Each anchor is within the limit; what they become together is not.
    var text = Self.machines + "templates:\n  t:\n    parameters: {p: {type: any}}\n"
    text += "    service: {on: web, run: \"true\", settings: {a: \"${parameters.p}\"}}\n"
    text += "locals:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<5 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(aliases)]\n"
    }
    text += "services:\n"
    for service in 0..<200 { text += "  s\(service): {template: t, with: {p: *a4}}\n" }
    #expect(!codes(text).isEmpty)
  }

  @Test func aLongChainOfTemplatesIsRefused() {
    var text = Self.machines + "templates:\n  t0: {service: {on: web, run: \"true\"}}\n"
    for level in 1...1_000 { text += "  t\(level): {service: {template: t\(level - 1)}}\n" }
    text += "services: {api: {template: t1000}}\n"
    #expect(codes(text).contains("BP0155"))
  }

  @Test func aLongChainOfImportsIsRefused() {
    var files: [String: String] = [:]
    for level in 0..<5_000 {
      files["f\(level).yaml"] =
        "blueprint: 1\nname: lib\nimports: {next: f\(level + 1).yaml}\n"
    }
    #expect(codes(Self.machines + "imports: {next: f0.yaml}\n", files: files) == ["BP0154"])
  }

  @Test func parametersThatDoubleAreRefused() {
    var text = Self.machines + "templates:\n"
    text += "  t0: {parameters: {p: {type: list}}, service: {on: web, run: \"true\", "
    text += "settings: {a: \"${parameters.p}\"}}}\n"
    for level in 1...40 {
      text += "  t\(level): {parameters: {p: {type: list}}, service: {template: t\(level - 1), "
      text += "with: {p: [\"${parameters.p}\", \"${parameters.p}\"]}}}\n"
    }
    text += "services: {api: {template: t40, with: {p: [1]}}}\n"
    #expect(!codes(text).isEmpty)
  }
}
