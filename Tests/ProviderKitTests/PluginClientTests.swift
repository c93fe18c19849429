import BlueprintModel
import Foundation
import ProviderKit
import Testing

extension PluginTests {
  @Suite(.timeLimit(.minutes(1))) struct PluginClientTests {
    @Test func multiplexesCallsAndKeepsTheirLogsApart() async throws {
      let bench = try PluginBench()
      let lines = Lines()
      let answers = try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
        for number in 0..<200 {
          group.addTask {
            let verb = number % 2 == 0 ? "echo" : "flood"
            let input: Value = ["number": .integer(number), "lines": 3]
            let outcome = try await bench.perform(verb, input, token: "\(number)") { line in
              lines.append(line, of: number)
            }
            return (number, outcome)
          }
        }
        return try await group.reduce(into: [Int: Outcome]()) { $0[$1.0] = $1.1 }
      }
      #expect(answers.count == 200)
      for (number, outcome) in answers {
        guard case .done(_, let outputs) = outcome else {
          Issue.record("\(number): \(outcome)")
          continue
        }
        #expect(outputs["echo"]?["number"] == .integer(number))
        let expected = number % 2 == 0 ? [] : ["line 0", "line 1", "line 2"]
        #expect(lines[number] == expected)
      }
      try await bench.end()
    }

    @Test func aSlowStartIsNoFault() async throws {
      let bench = try PluginBench("slow")
      #expect(try await bench.perform("echo").isDone)
      try await bench.end()
    }

    @Test func theStateDirectoryIsMadeAndPrivate() async throws {
      let bench = try PluginBench()
      guard case .done(_, let outputs) = try await bench.perform("echo") else { return }
      let state = bench.root.appending(path: "state").path
      #expect(outputs["state"]?.string == state)
      #expect(try mode(state) == 0o700)
      #expect(try mode(bench.log) == 0o600)
      try await bench.end()
    }

    @Test func aRefusedCallFaultsAloneAndThePluginGoesOn() async throws {
      let bench = try PluginBench()
      async let hanging = bench.perform("hang", token: "other")
      #expect(await bench.fault(of: "fault") == "said so")
      let before = PluginBench.fixtureChildren()
      await bench.client.cancel(token: "other")
      #expect(try await hanging.isDone)
      #expect(PluginBench.fixtureChildren() == before)
      try await bench.end()
    }

    @Test func anUnknownVerbFailsPermanently() async throws {
      let bench = try PluginBench()
      guard case .failed(let failure) = try await bench.perform("dance") else {
        Issue.record("it did not fail")
        return
      }
      #expect(failure.failureClass == .permanent)
      #expect(failure.code == "unknown_verb")
      #expect(failure.changed == .no)
      try await bench.end()
    }

    @Test func aCallWithoutAnAnswerEndsAfterItsTimeAndHarmsNoOther() async throws {
      let bench = try PluginBench(limits: PluginLimits(answerGrace: .milliseconds(50)))
      do {
        _ = try await bench.perform("hang", timeout: .milliseconds(50))
        Issue.record("a hanging call was answered")
      } catch { #expect(error.reason.contains("no answer to `perform` within 100ms")) }
      #expect(try await bench.perform("echo").isDone)
      try await bench.end()
    }

    @Test func aCancelledCallerDoesNotWait() async throws {
      let bench = try PluginBench()
      try await bench.client.start()
      let call = Task { await bench.fault(of: "hang") }
      call.cancel()
      #expect(await call.value == "the call was given up by its caller")
      try await bench.end()
    }

    @Test func ofAFloodEveryLineArrivesOrIsCounted() async throws {
      let bench = try PluginBench()
      let lines = Lines()
      let outcome = try await bench.perform("flood", ["lines": 40_000]) { lines.append($0) }
      let missing = lines[0].filter { $0.hasPrefix("[") }
        .compactMap { Int($0.dropFirst().prefix { $0.isNumber }) }
      let arrived = lines[0].count - missing.count
      #expect(outcome.isDone)
      #expect(arrived > 1000)
      #expect(arrived + missing.reduce(0, +) == 40_000)
      #expect(try await bench.perform("echo").isDone)
      try await bench.end()
    }

    @Test func tooMuchInputIsRefusedHere() async throws {
      let bench = try PluginBench()
      let text = Value.string(String(repeating: "x", count: 17 << 20))
      guard case .failed(let failure) = try await bench.perform("echo", ["text": text]) else {
        Issue.record("it did not fail")
        return
      }
      #expect(failure.code == "input_too_large")
      try await bench.end()
    }

    private func mode(_ path: String) throws -> Int? {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
  }
}

extension Outcome {
  var isDone: Bool {
    if case .done = self { return true }
    return false
  }
}
