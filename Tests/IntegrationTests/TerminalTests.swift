import Testing

/// What a person sees.
@Suite(.timeLimit(.minutes(2))) struct TerminalTests {
  private func screen(_ finished: Finished, rows: Int, columns: Int = 80) -> Screen {
    var screen = Screen(rows: rows, columns: columns)
    screen.write(finished.out)
    return screen
  }

  @Test func declinedAtThePromptChangesNothing() async throws {
    try await Bench.with("page") { bench in
      for answer in ["n\n", "\n", "yesterday\n"] {
        let ended = try await bench.runOnTerminal(["deploy"], input: answer)
        #expect(ended.status == 8, "\(ended)")
        #expect(ended.out.contains("Carry it out? [y/N]"), "\(ended)")
        #expect(ended.out.contains("nothing was changed"), "\(ended)")
      }
      #expect(bench.processes.isEmpty)
      let ended = try await bench.runOnTerminal(["deploy"], input: "y\n")
      #expect(ended.status == 0, "\(ended)")
    }
  }

  @Test func aMissingInputIsAskedFor() async throws {
    let blueprint = """
      blueprint: 1
      name: asks
      inputs: {size: {type: string, description: How large}}
      targets: {main: {provider: local}}
      machines: {}
      outputs: {size: {value: "${inputs.size}"}}

      """
    try await Bench.with(text: blueprint) { bench in
      let ended = try await bench.runOnTerminal(["deploy", "--yes"], input: "huge\n")
      #expect(ended.status == 0, "\(ended)")
      #expect(ended.out.contains("size (How large), string:"), "\(ended)")
      #expect(ended.out.contains("size = huge"), "\(ended)")
    }
  }

  @Test(arguments: [8, 24]) func theLiveViewFitsAndGoes(rows: Int) async throws {
    try await Bench.with("page") { bench in
      let ended = try await bench.runOnTerminal(
        ["deploy", "--yes", "--var", "count=3"], rows: rows)
      #expect(ended.status == 0, "\(ended)")
      let screen = screen(ended, rows: rows)
      #expect(!screen.hasOverrun)
      #expect(screen.hasColour)
      let pictures = screen.erased
      #expect(pictures.count > 2)
      #expect(pictures.allSatisfy { $0.count <= rows })
      #expect(pictures.contains { $0.first?.hasPrefix("deploy page") ?? false })
      #expect(pictures.contains { $0.contains { $0.contains("services.page[") } })
      let kept = screen.lines.joined(separator: "\n")
      #expect(kept.contains("✓ deploy page: done"), "\(kept)")
      #expect(!kept.contains("░"), "\(kept)")
    }
  }

  @Test func failuresComeFirst() async throws {
    try await Bench.with("page") { bench in
      try bench.edit("path: /index.html", "path: /missing.html")
      try bench.edit("deadline: 20s", "deadline: 1s")
      try bench.edit("    run: echo \"idle", "    needs: [page]\n    run: echo \"idle")
      let ended = try await bench.runOnTerminal(["deploy", "--yes"], rows: 24)
      #expect(ended.status == 1, "\(ended)")
      let kept = screen(ended, rows: 24).lines.joined(separator: "\n")
      #expect(kept.contains("error[BP0910]"), "\(kept)")
      #expect(kept.contains("✗ deploy page: failed after"), "\(kept)")
    }
  }

  @Test func colourIsAMatterOfChoice() async throws {
    try await Bench.with("page") { bench in
      let cases: [([String: String], Bool)] = [
        ([:], true), (["NO_COLOR": "1"], false), (["BLUEPRINT_COLOR": "never"], false),
        (["NO_COLOR": "1", "BLUEPRINT_COLOR": "always"], true),
      ]
      for (environment, isColoured) in cases {
        let ended = try await bench.runOnTerminal(["plan"], environment: environment)
        #expect(screen(ended, rows: 24).hasColour == isColoured, "\(environment) \(ended)")
      }
      let forced = try await bench.run(
        "deploy", "--yes", ends: 0, environment: ["CLICOLOR_FORCE": "1"])
      #expect(forced.err.contains("\u{1b}["))
    }
  }

  @Test func resultsInAPipeHaveNoColour() async throws {
    try await Bench.with("page") { bench in
      let plan = try await bench.runOnTerminal(["plan", "--out", "p.plan"])
      #expect(plan.status == 0)
      #expect(try await bench.run("plan", ends: 0).out.contains("\u{1b}") == false)
    }
  }

  @Test func continuousIntegrationGetsPlainLines() async throws {
    try await Bench.with("page") { bench in
      let environment = ["CI": "true"]
      let refused = try await bench.runOnTerminal(["deploy"], environment: environment)
      #expect(refused.status == 64, "\(refused)")
      let ended = try await bench.runOnTerminal(["deploy", "--yes"], environment: environment)
      #expect(ended.status == 0, "\(ended)")
      #expect(screen(ended, rows: 24).erased.isEmpty)
      #expect(ended.out.contains("services.page[0]/healthy ("), "\(ended)")
    }
  }
}
