import BlueprintModel
import Foundation
import Testing

/// A deployment through its changes: `plan` shows each, `deploy` does it, and then there is
/// nothing to do.
@Suite(.timeLimit(.minutes(2))) struct LifeTests {
  /// Plans and deploys, and expects the lines of the plan that begin with a sign.
  private func change(
    _ bench: Bench, _ arguments: String..., shows expected: [String],
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let plan = try await bench.run(["plan", "--detailed-exitcode"] + arguments)
    #expect(plan.status == 2, "\(plan)", sourceLocation: location)
    let lines = plan.out.split(separator: "\n").dropFirst().dropLast()
      .map { $0.drop { $0 == " " } }.map(String.init)
    #expect(lines == expected, "\(plan)", sourceLocation: location)
    let done = try await bench.run(["deploy", "--yes", "-o", "json"] + arguments)
    #expect(done.status == 0, "\(done)", sourceLocation: location)
    #expect(try done.json["result"] == "succeeded", sourceLocation: location)
    let again = try await bench.run("plan", "--detailed-exitcode", ends: 0, location: location)
    #expect(again.out.contains("nothing to do"), "\(again)", sourceLocation: location)
    let idle = try await bench.run("deploy", ends: 0, location: location)
    #expect(idle.err.contains("nothing to do"), "\(idle)", sourceLocation: location)
  }

  @Test func configurationChanges() async throws {
    try await Bench.with("page") { bench in
      try await change(
        bench,
        shows: ["+ machines.box", "+ machines.web[0]", "+ services.idle", "+ services.page[0]"])
      try await change(
        bench, "--var", "whom=moon",
        shows: ["~ services.idle  files changed", "↻ services.page[0]  restart  files changed"])
      let idle = try await bench.instance("services.idle")
      #expect(idle.starts == 1)
      let page = try await bench.instance("services.page[0]")
      #expect(page.starts == 2)
      #expect(try bench.machineFile("box", "services/idle/reloaded.txt") == "word moon\n")
      try await change(
        bench, "--var", "extra=more",
        shows: ["↻ services.page[0]  restart  process changed"])
      try await change(
        bench, "--var", "release=2.0.0",
        shows: ["↻ services.page[0]  restart  version 1.0.0 → 2.0.0"])
      #expect(try await bench.run("logs", "page", "-n", "1000", ends: 0).out.contains("page 2.0.0"))
    }
  }

  @Test func membersComeAndGo() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      try await change(
        bench, "--var", "count=3",
        shows: [
          "+ machines.web[1]", "+ machines.web[2]", "+ services.page[1]", "+ services.page[2]",
        ])
      #expect(bench.processes.count >= 4)
      try await change(
        bench, "--var", "count=1",
        shows: [
          "- machines.web[1]", "- machines.web[2]", "- services.page[1]", "- services.page[2]",
        ])
      try bench.edit("  idle:\n", "  calm:\n")
      try await change(bench, shows: ["+ services.calm", "- services.idle"])
      try bench.edit("  box: {target: main}\n", "  box: {target: main}\n  den: {target: main}\n")
      try await change(bench, shows: ["+ machines.den"])
      try bench.edit("  den: {target: main}\n", "")
      try await change(bench, shows: ["- machines.den"])
    }
  }

  @Test func scaleStays() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let scaled = try await bench.run("scale", "page=2", "--yes", "-o", "json", ends: 0)
      #expect(try scaled.json["operation"] == "scale")
      try await bench.run("plan", "--detailed-exitcode", ends: 0)
      #expect(try await bench.instance("services.page[1]").state == "running")
      try await bench.run("scale", "web=0", "--yes", ends: 0)
      #expect(try await bench.instance("services.page[0]").state == nil)
    }
  }

  @Test func dataIsBackedUpAndRestored() async throws {
    try await Bench.with("kept") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      try await bench.run("backup", "--yes", ends: 0)
      let list = try await bench.run("backups", "-o", "json", ends: 0).json.list
      #expect(list?.count == 1)
      let table = try await bench.run("backups", ends: 0).out.split(separator: "\n")
      #expect(table.last?.split(separator: " ").dropFirst().prefix(2) == ["1", "6"])
      try "second\n".write(
        toFile: bench.machinePath("box", "services/store/data/value"), atomically: true,
        encoding: .utf8)
      try await bench.run("restore", "--yes", ends: 0)
      #expect(try bench.machineFile("box", "services/store/data/value") == "first\n")
      try await bench.run("destroy", "--yes", ends: 0)
      try await bench.run("deploy", "--yes", ends: 0)
      try await bench.run("restore", "--yes", ends: 0)
      #expect(try bench.machineFile("box", "services/store/data/value") == "first\n")
    }
  }
}
