import Testing

/// Arguments that a deployed page cannot make sense of.
struct BadArguments: Sendable, CustomTestStringConvertible {
  let words: [String]
  let status: Int
  let expected: String

  var testDescription: String { words.joined(separator: " ") }

  private init(_ words: String, _ status: Int, _ expected: String) {
    self.words = words.split(separator: " ").map(String.init)
    self.status = status
    self.expected = expected
  }

  static let all: [BadArguments] = [
    BadArguments("deploy --yes --var whom", 64, "`--var whom` has no value"),
    BadArguments("deploy --yes --var count=few", 4, "blueprint.yaml:8:3: error[BP0304]"),
    BadArguments("deploy --yes --var count=9", 4, "must be at most `3`"),
    BadArguments("deploy --yes --var-file missing.yaml", 64, "`missing.yaml` cannot be read"),
    BadArguments("deploy --yes --var-file broken.yaml", 4, "broken.yaml:2:1: error[BP0001]"),
    BadArguments("deploy --yes --profile none", 4, "no profile is named `none`"),
    BadArguments("deploy --yes --include machines.none", 10, "no such resource"),
    BadArguments("deploy --yes --lock-timeout soon", 64, "`--lock-timeout soon` is no duration"),
    BadArguments("deploy --yes --parallelism 0", 64, "--parallelism"),
    BadArguments("deploy missing.plan", 10, "`missing.plan` cannot be read"),
    BadArguments("deploy broken.yaml", 64, "`broken.yaml` is not a saved plan"),
    BadArguments("deploy -f missing --yes", 10, "no blueprint at `missing`"),
    BadArguments("scale --yes none=2", 4, "no machine group named `none`"),
    BadArguments("scale --yes box=2", 4, "blueprint.yaml:14:3: error[BP0217]"),
    BadArguments("scale --yes web=4", 4, "must be at most `3`"),
    BadArguments("scale --yes web=-1", 64, "there cannot be fewer than none"),
    BadArguments("scale --yes web=many", 64, "does not say how many"),
    BadArguments("scale --yes web", 64, "does not say how many"),
    BadArguments("restore --yes none", 10, "no backup is named `none`"),
    BadArguments("restore --yes", 10, "there is no backup yet"),
    BadArguments("backup --yes", 1, "nothing to back up"),
    BadArguments("status -d other", 10, "`other` was never deployed"),
    BadArguments("outputs -d other", 10, "`other` was never deployed"),
    BadArguments("logs -d other page", 10, "`other` was never deployed"),
    BadArguments("runs -d other", 10, "`other` was never deployed"),
    BadArguments("destroy -d other --yes", 10, "`other` was never deployed"),
    BadArguments("status -d Other", 64, "`Other` is no name"),
    BadArguments("outputs none", 10, "has no output `none`"),
    BadArguments("logs none", 10, "no service instance `none`"),
    BadArguments("status --state-dir nowhere", 10, "there is no state in"),
    BadArguments("status -C nowhere", 64, "cannot work in `nowhere`"),
    BadArguments("status -o yaml", 64, "'yaml' is invalid"),
    BadArguments("explain BP9999", 10, "no diagnostic has the code"),
    BadArguments("plugin serve none", 10, "no provider named `none`"),
    BadArguments("conjure", 64, "conjure"),
  ]
}

@Suite(.timeLimit(.minutes(2))) struct BadArgumentTests {
  @Test func changeNothing() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      try bench.write("a: [\n", to: "broken.yaml")
      let before = try await bench.snapshot()
      for bad in BadArguments.all {
        let ended = try await bench.run(bad.words)
        #expect(ended.status == bad.status, "\(ended)")
        #expect(ended.err.contains(bad.expected), "\(ended)")
        #expect(ended.out.isEmpty, "\(ended)")
      }
      let after = try await bench.snapshot()
      #expect(after == before)
      #expect(!bench.exists("project/nowhere"))
    }
  }

  @Test func everyCodeIsExplained() async throws {
    try await Bench.with("page") { bench in
      for bad in BadArguments.all {
        let ended = try await bench.run(bad.words)
        guard let mark = ended.err.firstRange(of: "blueprint explain BP") else { continue }
        let code = String(ended.err[mark.upperBound...].prefix(4))
        let page = try await bench.run(["explain", "BP\(code)"])
        #expect(page.status == 0, "\(bad.testDescription): BP\(code)")
      }
    }
  }
}
