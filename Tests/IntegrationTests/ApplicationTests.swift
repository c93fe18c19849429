import BlueprintModel
import Foundation
import Subprocess
import Testing

/// Applications of blueprints/ that are made of the library, through their life.
@Suite(.timeLimit(.minutes(2))) struct ApplicationTests {
  private let password = ["BLUEPRINT_VAR_redis_password": "swordfish-1234"]

  /// What the page at `url` answers, as JSON.
  private func page(_ url: String) async throws -> Value {
    let answer = try await Subprocess.run(
      .name("curl"), arguments: ["-sS", "--fail", "--max-time", "5", url],
      output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    return try Value(jsonText: answer.standardOutput)
  }

  @Test func visitsAreCounted() async throws {
    try await Bench.with(application: "visits") { bench in
      try await bench.run("deploy", "--yes", ends: 0, environment: password)
      let url = try await bench.run("outputs", "url", ends: 0).out
        .trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(try await page(url)["visits"] == 1)
      try await bench.run("backup", "--yes", ends: 0)

      try await bench.run("scale", "web=3", "--yes", ends: 0)
      var instances: Set<String> = []
      for visit in 2...10 {
        let answer = try await page(url)
        #expect(answer["visits"] == .integer(visit))
        instances.insert(answer["instance"]?.string ?? "none")
      }
      #expect(instances.count == 3, "\(instances)")

      try await bench.run("restore", "--yes", ends: 0)
      #expect(try await page(url)["visits"] == 2)
      try await bench.run("action", "run", "forget", "--var", "from=100", "--yes", ends: 0)
      try await bench.run("action", "run", "restart", "--yes", ends: 0)
      #expect(try await page(url)["visits"] == 101)

      let idle = try await bench.run("plan", "--detailed-exitcode", ends: 0)
      #expect(idle.out.contains("nothing to do"), "\(idle)")
      try await bench.run("destroy", "--yes", ends: 0)
      #expect(bench.processes.isEmpty)
    }
  }

  @Test func scriptsOfAnOldApplicationAreRun() async throws {
    try await Bench.with(application: "legacy") { bench in
      try await bench.run(
        "deploy", "--yes", ends: 0, environment: ["BLUEPRINT_VAR_operator": "open-sesame"])
      try await bench.run("action", "run", "book", "--var", "line=one barrel", "--yes", ends: 0)
      try await bench.run("backup", "--yes", ends: 0)
      try await bench.run("action", "run", "book", "--var", "line=two", "--yes", ends: 0)
      let books = "services/ledger/books/ledger"
      #expect(try bench.machineFile("host", books) == "one barrel\ntwo\n")
      try await bench.run("restore", "--yes", ends: 0)
      #expect(try bench.machineFile("host", books) == "one barrel\n")
      let shown = try await bench.run(
        "plan", "--action", "close-the-year", "--var", "year=2024", ends: 0)
      #expect(shown.out.contains("approve: "), "\(shown)")
      try await bench.run("destroy", "--yes", ends: 0)
      #expect(bench.processes.isEmpty)
    }
  }
}
