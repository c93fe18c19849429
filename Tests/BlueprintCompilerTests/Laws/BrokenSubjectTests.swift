import BlueprintExpressions
import BlueprintModel
import CompilerLaws
import Synchronization
import Testing

@testable import BlueprintCompiler

/// The laws can fail: each of these broken compilers breaks the law that it is given to, on an
/// input on which the real one keeps it.
@Suite struct BrokenSubjectTests {
  /// One broken part, and an input on which that shows.
  struct Mutant: Sendable, CustomTestStringConvertible {
    let name: String
    let law: CompilerLaw
    let input: String
    let subject: LawSubject

    var testDescription: String { name }

    init(
      _ name: String, _ law: CompilerLaw, on input: String,
      _ mutate: (inout LawSubject) -> Void
    ) {
      self.name = name
      self.law = law
      self.input = input
      var subject = LawSubject()
      mutate(&subject)
      self.subject = subject
    }
  }

  private static let head = "blueprint: 1\nname: a\ntargets: {main: {provider: local}}\n"
  private static let good = head + "machines: {web: {target: main}}\n"
  private static let bad = head + "machines: {web: {target: mian}}\n"

  /// A compiler whose diagnostics are changed by `change`.
  private static func diagnostics(
    _ name: String, _ change: @escaping @Sendable (inout Diagnostic) -> Void
  ) -> Mutant {
    Mutant(name, .compile, on: bad) { subject in
      subject.compile = { request in
        var result = Compiler.compile(request)
        for index in result.diagnostics.indices { change(&result.diagnostics[index]) }
        return result
      }
    }
  }

  private static let aboutDiagnostics = [
    diagnostics("a place behind the end of the file") { $0.place?.range.end.line += 10 },
    diagnostics("a place in no file") { $0.place?.file = "other.yaml" },
    diagnostics("a code that nothing explains") { $0.code = "BP9999" },
    diagnostics("an empty message") { $0.message = "" },
    diagnostics("an empty help") { $0.help.append("") },
    diagnostics("a message without an end") { $0.message = String(repeating: "x", count: 70_000) },
    diagnostics("too many fixes") { $0.fixes = Array(repeating: $0.fixes[0], count: 4) },
    diagnostics("a fix that does not fit") { diagnostic in
      diagnostic.fixes[0].edits[0].place.range.start.line += 10
    },
  ]

  private static let aboutResults = [
    Mutant("an application in spite of errors", .compile, on: bad) { subject in
      subject.compile = { request in
        var result = Compiler.compile(request)
        result.application = compile(good).application
        return result
      }
    },
    Mutant("errors that are kept back", .compile, on: bad) { subject in
      subject.compile = { request in
        var result = Compiler.compile(request)
        result.diagnostics = []
        return result
      }
    },
    Mutant("another result each time", .compile, on: good) { subject in
      let count = Counter()
      subject.compile = { request in
        var result = Compiler.compile(request)
        result.application?.version = "\(count.next())"
        return result
      }
    },
    Mutant("fixes that change nothing", .fix, on: bad) { subject in
      subject.fix = { check in
        var outcome = Fixer.fix(check)
        outcome.changed = [:]
        return outcome
      }
    },
    Mutant("fixes that go on", .fix, on: bad) { subject in
      subject.fix = { check in
        var outcome = Fixer.fix(check)
        let applied = Fixer.fix { _ in check([:]) }.applied
        outcome.applied += applied
        outcome.changed["blueprint.yaml"] = Source(name: "blueprint.yaml", text: bad)
        return outcome
      }
    },
  ]

  private static func format(
    _ name: String, _ change: @escaping @Sendable (String) -> String
  ) -> Mutant {
    Mutant(name, .format, on: "a: 1\nb: [x]\n") { subject in
      subject.format = { source in
        guard case .formatted(let text) = BlueprintFormatter.format(source) else {
          return .refused([])
        }
        return .formatted(change(text))
      }
    }
  }

  private static let aboutTexts = [
    format("a formatter that loses a line") { $0.split(separator: "\n")[0] + "\n" },
    format("a formatter that goes on") { "# once more\n" + $0 },
    format("a formatter without a last line end") { String($0.dropLast()) },
    Mutant("a formatter without reasons", .format, on: "a: 1\n") { subject in
      subject.format = { _ in .refused([]) }
    },
    Mutant("a printer that changes the text", .expression, on: "${a} and ${b}") { subject in
      let count = Counter()
      subject.parse = { text throws(ExpressionSyntaxErrors) in
        try Template(parsing: count.next() == 0 ? text : text + " ")
      }
    },
    Mutant("a reduction to another value", .expression, on: "${a + inputs.n}") { subject in
      subject.reduce = { _, _ throws(EvaluationError) in .literal(8) }
    },
    Mutant("a reduction that gives up", .expression, on: "${a + inputs.n}") { subject in
      subject.reduce = { _, _ throws(EvaluationError) in throw EvaluationError(.tooDeep, "no") }
    },
    Mutant("a wrong type", .expression, on: "${a + inputs.n}") { subject in
      subject.check = { template, names in
        var checked = template.check(in: names)
        checked.type = .boolean
        return checked
      }
    },
    Mutant("a mistake outside of the text", .expression, on: "${a + x}") { subject in
      subject.check = { template, names in
        var checked = template.check(in: names)
        checked.problems[0].range = 0..<99
        return checked
      }
    },
    Mutant("a text that differs each time", .mustache, on: "{{name}}") { subject in
      let count = Counter()
      subject.render = { _, _ throws(EvaluationError) in "\(count.next())" }
    },
    Mutant("a renderer that is stricter than the check", .mustache, on: "{{name}}") { subject in
      subject.render = { _, _ throws(EvaluationError) in
        throw EvaluationError(.mustache, "Mustache text, line 1: no")
      }
    },
    Mutant("another time", .cron, on: "5 4 * * *") { subject in
      subject.schedule = { _ throws(CronExpression.SyntaxError) in
        try CronExpression("4 5 * * *")
      }
    },
    Mutant("a refusal without a reason", .cron, on: "5 4 * * *") { subject in
      subject.schedule = { _ throws(CronExpression.SyntaxError) in
        throw CronExpression.SyntaxError(reason: "")
      }
    },
  ]

  @Test(arguments: aboutDiagnostics + aboutResults + aboutTexts)
  func isNoticed(_ mutant: Mutant) {
    let bytes = Array(mutant.input.utf8)
    #expect(mutant.law.breaches(on: bytes) == [])
    #expect(mutant.law.breaches(on: bytes, by: mutant.subject) != [])
  }

  @Test func everyLawHasAMutant() {
    let laws = (Self.aboutDiagnostics + Self.aboutResults + Self.aboutTexts).map(\.law)
    #expect(Set(laws) == Set(CompilerLaw.allCases))
  }
}

/// Counts its calls.
private final class Counter: Sendable {
  private let count = Mutex(0)

  /// How often it was asked before.
  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
