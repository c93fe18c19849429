import BlueprintModel
import Foundation
import Testing

@testable import ProviderKit

extension PluginTests {
  @Suite(.timeLimit(.minutes(1))) struct PluginFaultTests {
    /// Everything that ends a plugin's life, with what the waiting calls are told.
    @Test(arguments: [
      ("crash", "it was killed by signal"),
      ("garbage", "it broke the protocol: not JSON"),
      ("oversize", "it broke the protocol: a line is longer than 16777216 bytes"),
      ("unasked", "it broke the protocol: an answer to a call that was never made"),
    ])
    func theEndOfThePluginFailsAllCallsAndTheNextOneStartsItAgain(
      verb: String, reason: String
    ) async throws {
      let bench = try PluginBench()
      try await bench.client.start()
      async let bystander = bench.fault(of: "hang")
      let own = await bench.fault(of: verb)
      #expect(own?.contains(reason) == true, "\(own ?? "no fault")")
      let other = await bystander
      #expect(other?.contains(reason) == true, "\(other ?? "no fault")")
      #expect(try await bench.perform("echo").isDone)
      #expect(PluginBench.fixtureChildren().count == 1)
      try await bench.end()
      #expect(PluginBench.fixtureChildren() == [])
    }

    @Test(arguments: [
      ("exit", "it exited with 3"),
      ("garbage", "it broke the protocol: not JSON"),
      ("wrong-version", "it speaks protocol 99, not 1"),
      ("hang", "no answer to `initialize` within 200ms"),
    ])
    func aBadStartIsAFaultEveryTimeAndLeavesNothing(
      behaviour: String, reason: String
    ) async throws {
      let startUp = behaviour == "hang" ? Duration.milliseconds(200) : .seconds(10)
      let bench = try PluginBench(
        behaviour, limits: PluginLimits(startUp: startUp, firstBackoff: .milliseconds(5)))
      for _ in 0..<3 {
        let fault = await bench.fault(of: "echo")
        #expect(fault?.contains(reason) == true, "\(fault ?? "no fault")")
        #expect(PluginBench.fixtureChildren() == [])
      }
      try await bench.end()
    }

    @Test func aMissingExecutableIsAFault() async throws {
      let root = FileManager.default.temporaryDirectory.path + "/kit-\(UUID().uuidString)"
      let directory = PluginDirectory(
        commands: ["ghost": ["/nonexistent/plugin"]], stateDirectory: "\(root)/state",
        logDirectory: "\(root)/log")
      await #expect {
        _ = try await directory.provider(named: "ghost")
      } throws: {
        ($0 as? ProviderFault)?.reason.contains("cannot run /nonexistent/plugin") == true
      }
      try FileManager.default.removeItem(atPath: root)
    }

    @Test func anUnknownNameTellsTheKnownOnes() async throws {
      let directory = PluginDirectory(
        commands: ["local": ["x"], "directory": ["y"]], stateDirectory: "/nonexistent",
        logDirectory: "/nonexistent")
      await #expect {
        _ = try await directory.provider(named: "lokal")
      } throws: {
        ($0 as? ProviderFault)?.reason
          == "there is no such provider; the known ones are `directory`, `local`"
      }
    }

    @Test func theBackoffGrowsToItsLimit() {
      let limits = PluginLimits(firstBackoff: .milliseconds(100), longestBackoff: .seconds(1))
      let waits = (0...6).map { limits.backoff(after: $0) }
      #expect(waits == [0, 100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
    }
  }
}
