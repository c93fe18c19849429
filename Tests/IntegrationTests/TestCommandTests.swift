import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct TestCommandTests {
  private static let good = """
    test: 1
    operations:
      - deploy: {inputs: {count: 2}}
      - upgrade: {inputs: {release: 2.0.0}}
        faults: [{crash: before_outcome, step: "services.page[0]/start", away: 1m}]
        expect: {available: {services.page: 1}}
      - destroy
    """
  private static let bad = """
    test: 1
    operations:
      - deploy: {inputs: {count: 2}}
      - scale: {web: 3}
        faults: [{fail: permanent, step: "services.page[2]/start"}]
      - destroy
    """

  @Test func whatPassesIsTold() async throws {
    try await Bench.with("page") { bench in
      try bench.write(Self.good, to: "page.test.yaml")
      let told = try await bench.run("test", ends: 0)
      #expect(told.out.contains("ok   2 upgrade"))
      #expect(told.out.contains("1× continued"))
      #expect(told.out.hasSuffix("1 passed, 0 failed; 3 operations\n"))
      #expect(told.err.isEmpty)
      #expect(!bench.exists("state"), "a test touches nothing")
      let json = try await bench.run("test", "--seeds", "3", "-o", "json", ends: 0).json
      #expect(json["passed"]?.integer == 3)
      #expect(json["runs"]?.list?.count == 3)
    }
  }

  @Test func whatFailsIsToldWithItsRepetition() async throws {
    try await Bench.with("page") { bench in
      try bench.write(Self.bad, to: "page.test.yaml")
      let told = try await bench.run(
        "test", "page.test.yaml", "--seed", "7", "--report", "junit=r.xml", ends: 1)
      #expect(told.out.contains("FAIL 2 scale"))
      #expect(told.out.contains("page.test.yaml:4:5: error[BP0973]: expected that it ends as"))
      #expect(told.out.contains("services.page[2]/start failed: simulated_permanent"))
      #expect(told.out.contains("not done: 1 more"))
      let repetition = "blueprint test page.test.yaml --seed 7 --operation 2"
      #expect(told.out.contains("repeat it: \(repetition)"))
      let again = try await bench.run(
        ["test", "page.test.yaml", "--seed", "7", "--operation", "2"])
      #expect(again.status == 1)
      let report = try String(contentsOfFile: "\(bench.project)/r.xml", encoding: .utf8)
      #expect(report.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""))
      #expect(report.contains(repetition))
      let parser = XMLDocumentCheck(report)
      #expect(parser.isWellFormed)
    }
  }

  @Test func whatIsNoTestIsRefused() async throws {
    try await Bench.with("page") { bench in
      #expect(try await bench.run("test", ends: 10).err.contains("BP0974"))
      try bench.write("test: 1\noperations: [deploi]", to: "page.test.yaml")
      #expect(try await bench.run("test", ends: 4).err.contains("did you mean `deploy`"))
      try bench.write(
        "test: 1\noperations: [{deploy: , expect: {available: {services.pag: 1}}}]",
        to: "page.test.yaml")
      let told = try await bench.run("test", ends: 4)
      #expect(told.err.contains("page.test.yaml:2:"))
      #expect(told.err.contains("BP0972"))
      #expect(try await bench.run("test", "--report", "sarif=x", ends: 64).out.isEmpty)
    }
  }

  @Test func aPlanIsEstimated() async throws {
    try await Bench.with("page") { bench in
      let told = try await bench.run("plan", "--simulate", ends: 0)
      #expect(told.out.contains("simulated: "))
      #expect(told.out.contains("machines.web[0]/ensure"))
      try await bench.run("plan", "--simulate", "-o", "json", ends: 64)
    }
  }
}

/// Whether a text is XML, by the names and the nesting of its elements.
private struct XMLDocumentCheck {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isGood = text.hasPrefix("<?xml")
    for tag in text.matches(of: /<(\/?)([a-z-]+)[^<>]*?(\/?)>/) {
      if tag.1 == "/" {
        isGood = isGood && open.popLast() == tag.2
      } else if tag.3.isEmpty {
        open.append(tag.2)
      }
    }
    isWellFormed = isGood && open.isEmpty
  }
}
