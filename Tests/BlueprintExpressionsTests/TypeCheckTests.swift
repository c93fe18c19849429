import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct TypeCheckTests {
  private let environment = TypeEnvironment([
    "inputs": .object([
      "web_count": .integer, "release": .string, "password": .string.asSecret,
      "ratio": .number, "tags": .list(.string), "labels": .map(.string), "count": .integer,
    ]),
    "machines": .object([
      "db": .object(["address": .string.asLate, "name": .string]),
      "web": .list(.object(["address": .string.asLate, "name": .string])),
    ]),
    "anything": .any, "keep": .duration, "memory": .size,
  ])

  private func check(_ source: String) throws -> CheckedType {
    try Template(parsing: source).check(in: environment)
  }

  @Test(
    arguments: [
      ("plain", .string), ("${inputs.web_count}", .integer), ("${inputs.web_count * 2}", .integer),
      ("${inputs.ratio + 1}", .number), ("${machines.web[*].name}", .list(.string)),
      ("${machines.web[0].name}", .string), ("${inputs.labels.zone}", .string),
      ("${inputs.tags[inputs.count]}", .string), ("${keep * 2}", .duration),
      ("${memory < 4GiB}", .boolean),
      ("${{a: 1, b: [1.5, 2]}}", .object(["a": .integer, "b": .list(.number)])),
      ("${anything.x[0].y}", .any), ("${first(inputs.tags)}", .string),
      ("${keys(inputs.labels)}", .list(.string)),
      ("${true ? 1 : null}", .integer), ("${coalesce(null, 1)}", .integer), ("${[]}", .list(.any)),
      ("${null == inputs.release}", .boolean), ("${machines.db.name == 'a' || false}", .boolean),
    ] as [(String, ExpressionType)])
  func types(source: String, type: ExpressionType) throws {
    let checked = try check(source)
    #expect(checked.problems == [])
    #expect(checked.type == type)
  }

  @Test(arguments: [
    ("${input.release}", "unknownName 2..<7 `input` is not in scope"),
    ("a ${inputs.relase}", "unknownField 11..<17 there is no `relase` here"),
    ("${inputs.count-1}", "unknownField 9..<16 there is no `count-1` here"),
    ("${machines.web.address}", "notIndexable 15..<22 a list has no `address`"),
    ("${machines.db[0].address}", "notIndexable 13..<16 a map has no elements to index"),
    ("${machines.db[*].address}", "notIndexable 13..<16 a map has no elements for `[*]`"),
    ("${inputs.release.x}", "notIndexable 17..<18 a string has no `x`"),
    ("${inputs.tags['a']}", "notIndexable 13..<18 a list has no `a`"),
    (
      "${inputs.tags[inputs.release]}",
      "typeMismatch 14..<28 the index of a list is an integer, not a string"
    ),
    ("${inputs.tags[-1]}", "noValue 14..<16 an index counts from 0, and cannot be negative"),
    (
      "${1 + inputs.release}",
      "typeMismatch 2..<20 `+` cannot be applied to an integer and a string"
    ),
    ("${inputs.release == 5}", "typeMismatch 2..<21 a string and an integer are never equal"),
    ("${keep < memory}", "typeMismatch 2..<15 `<` cannot be applied to a duration and a size"),
    ("${!inputs.release}", "typeMismatch 3..<17 `!` needs a boolean, not a string"),
    ("${-keep}", "typeMismatch 2..<7 `-` needs an integer or number, not a duration"),
    (
      "${inputs.count ? 1 : 2}",
      "typeMismatch 2..<14 the condition of `?` needs a boolean, not an integer"
    ),
    ("x ${inputs.tags}", "notText 4..<15 a list cannot stand inside text"),
    ("${uper('a')}", "unknownFunction 2..<6 there is no function `uper`"),
    ("${upper('a', 'b')}", "wrongArgumentCount 2..<17 `upper` takes 1 argument, not 2"),
    ("${upper(5)}", "typeMismatch 8..<9 `text` of `upper` needs a string, not an integer"),
  ])
  func problems(source: String, expected: String) throws {
    let problems = try check(source).problems
    #expect(problems.map { "\($0.kind.rawValue) \($0.range) \($0.message)" } == [expected])
  }

  @Test(arguments: [
    "${length(input.x.y[0]) + 1 == input.z ? 1 : 2}", "${[nobody][0].x + nobody2.y}",
  ])
  func oneRootCauseOneProblem(source: String) throws {
    let problems = try check(source).problems
    #expect(problems.allSatisfy { $0.kind == .unknownName })
    #expect(problems.count == 2)
  }

  @Test func candidatesAndHelp() throws {
    let field = try #require(try check("${machines.wep}").problems.first)
    #expect(field.candidates == ["db", "web"])
    #expect(field.name == "wep")
    let minus = try #require(try check("${inputs.count-1}").problems.first)
    #expect(minus.help == "write spaces around `-` to subtract")
    let list = try #require(try check("${machines.web.address}").problems.first)
    #expect(list.help?.contains("[*].address") == true)
    let function = try #require(try check("${uper('a')}").problems.first)
    #expect(function.candidates.contains("upper"))
  }

  @Test(arguments: [
    "${inputs.password}", "postgres://${inputs.password}@db", "${upper(inputs.password)}",
    "${inputs.password == 'a'}", "${length(inputs.password) + 1}", "${[inputs.password]}",
    "${{a: inputs.password}}", "${inputs.password == 'a' ? 1 : 2}",
    "${lookup(inputs.labels, inputs.password, '')}", "${inputs.labels[inputs.password]}",
    "${json_encode(inputs)}", "${anything[inputs.password]}", "${{a: [inputs.password]}.a[0]}",
    "${first([inputs.password])}", "${values({a: inputs.password})}",
    "${merge({a: inputs.password})}",
  ])
  func secretsTaint(source: String) throws {
    let checked = try check(source)
    #expect(checked.problems == [])
    #expect(checked.type.holdsSecret)
  }

  @Test(arguments: [
    "${inputs.release}", "${{a: inputs.password, b: 1}.b}", "${machines.db.address}",
  ])
  func othersAreNotSecret(source: String) throws { #expect(!(try check(source).type.holdsSecret)) }

  @Test func lateIsMarked() throws {
    #expect(try check("http://${machines.db.address}/").type.late)
    #expect(try check("${machines.web[*].address}").type.holdsLate)
    #expect(try check("${machines.web[0].name}").type.holdsLate == false)
  }
}
