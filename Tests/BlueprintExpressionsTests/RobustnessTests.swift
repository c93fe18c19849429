import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct RobustnessTests {
  @Test(arguments: ["(", "[", "{a: ", "-", "!", "f(", "\"${", "a[", "1 ? 2 : ", "1 + (", "a && !"])
  func deepNestingIsAnErrorAndNoCrash(piece: String) {
    let text = "${" + String(repeating: piece, count: 20_000)
    #expect(syntaxErrors(text).count == 1)
  }

  @Test(arguments: [" + 1", " && a", "[0][b]", "[*][b]", ".x[b]"])
  func longChainsAreBounded(piece: String) {
    let text = "${a" + String(repeating: piece, count: 20_000) + "}"
    let template = try? Template(parsing: text)
    #expect(template == nil || template?.references.isEmpty == false)
  }

  @Test func twoHundredLevelsAreEnough() throws {
    let text =
      "${" + String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150) + "}"
    #expect(try Template(parsing: text).evaluated(in: [:]) == 1)
    let sum = "${" + Array(repeating: "1", count: 190).joined(separator: " + ") + "}"
    #expect(try Template(parsing: sum).evaluated(in: [:]) == 190)
  }

  private static let seeds = [
    "postgres://shop:${inputs.db_password}@${services.database.endpoints.sql.address}/shop",
    "${a ? [1, 2.5e3, {b: 'c', \"d\": 5s}] : f(x[*].y[i], !true && -3 <= 4GiB)} $${",
    "${\"nested ${deep[\"key\"]} \\n\\u{41}\" + 'raw ''quote'''} {{#a}}{{b.c}}{{/a}} {{=<% %>=}}<%x%>",
    "{{#sorted(b)}}{{key}}{{^last()}}, {{/last()}}{{/sorted(b)}}\n{{! c }}\n  {{#a}}\n{{{x}}}{{&x}}\n  {{/a}}\nserver {",
  ]

  @Test(arguments: [101, 102, 103] as [UInt64])
  func mutatedInputNeverCrashes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("${}[]()\"'\\.,:?+-*/%!&|=<>#^ab09_ \n\u{301}é😀".unicodeScalars)
    for _ in 0..<1_500 {
      var scalars = Array((Self.seeds.randomElement(using: &generator) ?? "").unicodeScalars)
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place = Int.random(in: 0..<scalars.count, using: &generator)
        let scalar = alphabet.randomElement(using: &generator) ?? " "
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: scalars[place] = scalar
        case 1: scalars.insert(scalar, at: place)
        default: if scalars.count > 1 { scalars.remove(at: place) }
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      exercise(String(view))
    }
  }

  private func exercise(_ text: String) {
    let count = text.unicodeScalars.count
    do throws(ExpressionSyntaxErrors) {
      let template = try Template(parsing: text)
      let again = try? Template(parsing: template.text)
      #expect(again == template, "\(text)")
      let problems = template.check(in: TypeEnvironment(["a": .any])).problems
      #expect(problems.allSatisfy { $0.range.upperBound <= count }, "\(text)")
      _ = try? BoundValue(template).reduced(in: ["a": .literal(1)])
    } catch {
      #expect(!error.errors.isEmpty)
      #expect(error.errors.allSatisfy { $0.range.upperBound <= count }, "\(text)")
    }
    let names: Value = ["a": [["b": ["c": 1]]], "b": ["c": "x"], "x": true]
    if let mustache = try? MustacheText(parsing: text) {
      do throws(EvaluationError) { _ = try mustache.rendered(with: names) } catch {
        #expect(error.kind == .mustache)
        #expect(!error.message.contains("line"), "the renderer refused what was accepted: \(text)")
      }
    }
  }

  @Test func sectionsOverLongListsAreBounded() throws {
    let text = "{{#l}}{{#l}}{{#l}}x{{/l}}{{/l}}{{/l}}"
    let names: Value = ["l": .list((0..<1_000).map(Value.integer))]
    #expect(throws: EvaluationError.self) { try MustacheText(parsing: text).rendered(with: names) }
  }

  @Test func regularExpressionsThatAreNoneAreErrors() throws {
    for pattern in ["(", "[", "*", "(?<", "\\", "a{2,1}", "(?P<n>", "[z-a]", "\\p{Nope}", "(?#"] {
      let kind = try failure("regex_match('a', pattern)", ["pattern": .string(pattern)])
      #expect(kind == .invalidArgument || kind == nil)
    }
  }
}
