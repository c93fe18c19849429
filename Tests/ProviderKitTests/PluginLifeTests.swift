import BlueprintModel
import Foundation
import ProviderKit
import Testing

extension PluginTests {
  @Suite(.timeLimit(.minutes(1))) struct PluginLifeTests {
    @Test func itRunsInASessionOfItsOwn() async throws {
      let bench = try PluginBench()
      try await bench.client.start()
      let plugin = try #require(
        PluginBench.processes().first {
          $0.parent == getpid() && $0.name.hasPrefix("plugin-fixture")
        })
      #expect(plugin.session == plugin.pid)
      #expect(plugin.group == plugin.pid)
      try await bench.end()
    }

    @Test func whatItStartsInheritsNoPipeAndOutlivesIt() async throws {
      let bench = try PluginBench()
      guard case .done(_, let outputs) = try await bench.perform("helper"),
        let pid = outputs["pid"]?.integer
      else {
        Issue.record("no helper")
        return
      }
      defer { kill(pid_t(pid), SIGKILL) }
      let directory = "/proc/\(pid)/fd"
      let named = await PluginBench.poll {
        PluginBench.processes().contains { $0.pid == pid && $0.name == "sleep" }
      }
      #expect(named)
      let links = try FileManager.default.contentsOfDirectory(atPath: directory)
        .map { try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)") }
      #expect(links.filter { $0.hasPrefix("pipe:") || $0.hasPrefix("socket:") } == [])
      #expect(links.count == 3)
      #expect(await bench.fault(of: "crash") != nil)
      await bench.client.shutDown()
      #expect(PluginBench.processes().contains { $0.pid == pid && $0.state != "Z" })
      try await bench.end()
    }

    @Test func whatItPrintsByMistakeGoesToItsLog() async throws {
      let bench = try PluginBench()
      #expect(try await bench.perform("print").isDone)
      await bench.client.shutDown()
      let log = try String(contentsOfFile: bench.log, encoding: .utf8)
      #expect(log.contains("printed to standard output by mistake"))
      try await bench.end()
    }

    @Test func theEndOfItsInputEndsItEvenWithCallsRunning() async throws {
      let bench = try PluginBench(limits: PluginLimits(shutdown: .seconds(60)))
      try await bench.client.start()
      async let hanging = bench.fault(of: "hang")
      let started = ContinuousClock.now
      await bench.client.shutDown()
      #expect(ContinuousClock.now - started < .seconds(10))
      let fault = await hanging
      #expect(fault == "it exited with 0" || fault == "it was shut down", "\(fault ?? "none")")
      #expect(await bench.fault(of: "echo") == "it was shut down")
      try await bench.end()
    }

    @Test func shuttingDownDuringAStartLeavesNothing() async throws {
      let bench = try PluginBench("hang")
      async let call = bench.fault(of: "echo")
      _ = await PluginBench.poll { PluginBench.fixtureChildren() != [] }
      await bench.client.shutDown()
      #expect(await call != nil)
      #expect(PluginBench.fixtureChildren() == [])
      try await bench.end()
    }

    /// The controller's end is a pipe that closes: a shell that starts the plugin on one stands
    /// for it.
    @Test func itExitsWithZeroWhenTheControllerIsGone() throws {
      let process = Process()
      process.executableURL = URL(filePath: PluginBench.fixture)
      let input = Pipe()
      process.standardInput = input
      process.standardOutput = Pipe()
      try process.run()
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(process.terminationReason == .exit)
    }
  }
}
