import BlueprintModel
import Foundation
import Testing

/// Secrets that are no plain text, and what is computed from them.
@Suite(.timeLimit(.minutes(2))) struct SecretListTests {
  private static let blueprint = """
    blueprint: 1
    name: play
    inputs:
      many: {type: list, items: {type: string}, secret: true}
      count: {type: integer, secret: true}
    targets: {main: {provider: local}}
    machines: {web: {target: main}}
    services:
      page:
        on: web
        env: {FIRST: "${inputs.many[0]}", MORE: "${inputs.count + 1}"}
        files: {all.txt: {content: "${join(inputs.many, \\"|\\")}", mode: "0600"}}
        run: exec sleep 1000
    """

  private static func run(
    _ bench: Bench, _ command: [String], _ many: String, ends status: Int
  ) async throws {
    let given = ["--var", "many=\(many)", "--var", "count=41"]
    let finished = try await bench.run(command + given)
    #expect(finished.status == status, "\(finished)")
  }

  @Test func whatIsComputedFromThemReachesTheMachineAndIsCompared() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      try await Self.run(bench, ["deploy", "--yes"], "[aaaa, bbbb]", ends: 0)
      #expect(try bench.machineFile("web", "services/page/all.txt") == "aaaa|bbbb")
      let same = try await bench.run("plan", "--detailed-exitcode", ends: 0)
      #expect(same.out.contains("nothing to do"), "\(same)")
      try await Self.run(bench, ["plan", "--detailed-exitcode"], "[aaaa, cccc]", ends: 2)
      try await Self.run(bench, ["deploy", "--yes"], "[aaaa, cccc]", ends: 0)
      #expect(try bench.machineFile("web", "services/page/all.txt") == "aaaa|cccc")
    }
  }
}
