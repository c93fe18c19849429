import BlueprintModel
import BlueprintTesting
import Glibc
import Hosts
import ProviderKit
import Synchronization
import Testing

@testable import LocalProvider

/// What every provider must do, here of the local one in this process and behind a plugin's.
@Suite("Conformance of the local provider", .timeLimit(.minutes(2)))
struct ConformanceTests {
  enum Place: String, CaseIterable, CustomTestStringConvertible {
    case inProcess, pluginProcess
    var testDescription: String { rawValue }
  }

  /// A client of the provider in a process; the plugin's executable lies beside the tests'.
  static func client(in folder: String) throws -> PluginClient {
    let fixture = "\(LocalPath.parent(of: CommandLine.arguments[0]))/LocalPluginFixture"
    return PluginClient(
      // The folder as an argument tells this plugin's process from those of other tests.
      name: "local", arguments: [fixture, folder], stateDirectory: "\(folder)/plugin",
      logFile: "\(folder)/plugin.log")
  }

  private func withBench(
    _ place: Place, _ body: (LocalBench) async throws -> Void
  ) async throws {
    guard place == .pluginProcess else { return try await body(LocalBench()) }
    let folder = try LocalBench()
    let client = try Self.client(in: folder.path)
    let result: Result<Void, any Error>
    do { result = .success(try await body(LocalBench(client))) } catch {
      result = .failure(error)
    }
    await client.shutDown()
    try result.get()
  }

  @Test("the suite for all providers finds no breach", arguments: Place.allCases)
  func suite(place: Place) async throws {
    try await withBench(place) { bench in
      let host = try await bench.machine()
      let home = try #require(host["home"]?.string)
      let effect = bench.action(
        "host.job", ["host": host, "directory": "work", "script": "echo run >>count"])
      let sample = ProviderSample(
        effect: effect,
        badInputs: [
          .init("host.job", ["host": host, "directory": "work"], key: "script"),
          .init("machine.ensure", ["name": 1], key: "name"),
        ], readsBack: true
      ) {
        let count = try FileRange.read("\(home)/work/count", from: 0, limit: 1 << 16) ?? []
        return count.count { $0 == 0x0a }
      }
      let suite = ProviderConformance(bench.provider, sample, run: LocalBench.freshToken())
      #expect(try await suite.breaches() == [])
      try await bench.removeMachine()
    }
  }

  @Test("the same token twice has one effect", arguments: Place.allCases)
  func once(place: Place) async throws {
    try await withBench(place) { bench in
      let host = try await bench.machine()
      let input: Value = [
        "host": host, "directory": "work", "env": ["WORD": "it's"],
        "script": "echo run >>count; echo \"$WORD\"; echo warn >&2",
      ]
      let lines = Mutex<Set<String>>([])
      let token = LocalBench.freshToken()
      let first = try await bench.call("host.job", input, token: token) { line in
        lines.withLock { _ = $0.insert(line) }
      }
      #expect(try first.outputs["stdout"] == "it's")
      #expect(lines.withLock { $0 } == ["it's", "warn"])
      #expect(try await bench.call("host.job", input, token: token) == first)
      let home = try #require(host["home"]?.string)
      #expect(try FileRange.read("\(home)/work/count", from: 0, limit: 99) == Array("run\n".utf8))
      try await bench.removeMachine()
    }
  }

  @Test("a cancelled call answers and its effect ends", arguments: Place.allCases)
  func cancel(place: Place) async throws {
    try await withBench(place) { bench in
      let host = try await bench.machine()
      let input: Value = [
        "host": host, "directory": "work", "script": "echo up >up; sleep 300", "env": .map([:]),
      ]
      let token = LocalBench.freshToken()
      let outcome = Task { try await bench.call("host.job", input, token: token) }
      let home = try #require(host["home"]?.string)
      let isUp = try await eventually { DirectoryTree.kind(of: "\(home)/work/up") == .file }
      #expect(isUp)
      await bench.provider.cancel(token: token)
      #expect(try await outcome.value.failure?.code == "cancelled")
      #expect(try await eventually { processes(mentioning: home).isEmpty })
      try await bench.removeMachine()
    }
  }

  @Test("an unknown verb fails for good and says so", arguments: Place.allCases)
  func unknownVerb(place: Place) async throws {
    try await withBench(place) { bench in
      let failure = try #require(try await bench.call("machine.dance", .map([:])).failure)
      #expect(failure.failureClass == .permanent)
      #expect(failure.message.contains("machine.dance"))
    }
  }

  @Test("bad input fails for good and names the key", arguments: Place.allCases)
  func badInput(place: Place) async throws {
    try await withBench(place) { bench in
      let host = try await bench.machine()
      for (verb, input, key) in [
        ("host.job", ["host": host, "directory": "x"] as Value, "script"),
        ("host.job", ["directory": "x", "script": "true"], "host"),
        ("host.job", ["host": host, "script": 1, "directory": "x"], "script"),
        ("host.put", ["host": host, "directory": "x", "files": [["content": "x"]]], "path"),
        ("service.ensure", ["host": host, "name": "a/b", "command": "true"], "name"),
        ("service.control", ["host": host, "name": "a", "action": "jump"], "action"),
        ("health.wait", ["host": host, "service": "a", "check": ["no": 1]], "check"),
        ("target.check", ["ports": [["machine": "machines.a", "port": 70_000]]], "port"),
      ] {
        let failure = try #require(try await bench.call(verb, input).failure)
        #expect(failure.failureClass == .permanent && failure.changed == .no)
        #expect(failure.message.contains("`\(key)"), "\(verb): \(failure.message)")
      }
      let elsewhere = try await bench.call(
        "host.job",
        [
          "host": ["home": "/etc", "address": "127.1.1.1"], "script": "true", "directory": "x",
        ])
      #expect(elsewhere.failure?.message.contains("host.home") == true)
      try await bench.removeMachine()
    }
  }

  @Test("a failed job tells its status and its last lines")
  func jobFails() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let script = "i=0; while [ $i -lt 30 ]; do echo line $i; i=$((i+1)); done; echo bad >&2; exit 3"
    let failure = try #require(
      try await bench.call("host.job", ["host": host, "directory": "x", "script": .string(script)])
        .failure)
    #expect(failure.code == "exit_status" && failure.message == "exit status 3")
    #expect(failure.failureClass == .permanent)
    #expect(failure.output.count == 20 && failure.output.last == "bad")
    let late = try await bench.call(
      "host.job", ["host": host, "directory": "x", "script": "sleep 300", "timeout_ms": 500])
    #expect(late.failure?.code == "deadline")
    try await bench.removeMachine()
  }

  @Test("a long job says `again` near the call's limit and goes on")
  func again() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let token = LocalBench.freshToken()
    let input: Value = [
      "host": host, "directory": "x", "timeout_ms": 60_000,
      "script": "echo run >>count; while ! [ -e go ]; do sleep 0.05; done; cat count",
    ]
    let first = try await bench.call("host.job", input, token: token, timeout: .seconds(1))
    #expect(first == .again(after: .seconds(1)))
    let home = try #require(host["home"]?.string)
    try await LocalHost().put(.text(""), at: "\(home)/x/go", mode: 0o600)
    #expect(try await bench.call("host.job", input, token: token).outputs["stdout"] == "run")
    try await bench.removeMachine()
  }

  @Test("after the plugin was killed in the middle of a job, the same token finds it")
  func pluginKilled() async throws {
    let folder = try LocalBench()
    let client = try Self.client(in: folder.path)
    let bench = try LocalBench(client)
    let host = try await bench.machine()
    let home = try #require(host["home"]?.string)
    let service: Value = [
      "host": host, "name": "web", "command": "exec sleep 300", "directory": "services/web",
      "env": .map([:]), "spec": 1,
    ]
    _ = try await bench.call("service.ensure", service).outputs
    let token = LocalBench.freshToken()
    let input: Value = [
      "host": host, "directory": "x", "env": .map([:]),
      "script": "echo run >>count; while ! [ -e go ]; do sleep 0.05; done; cat count",
    ]
    let doubtful = Task { try await bench.call("host.job", input, token: token) }
    #expect(try await eventually { DirectoryTree.kind(of: "\(home)/x/count") == .file })
    let plugins = processes(mentioning: "LocalPluginFixture\u{0}\(folder.path)\u{0}")
    #expect(plugins.count == 1)
    for pid in plugins { kill(pid_t(pid), SIGKILL) }
    await #expect(throws: ProviderFault.self) { try await doubtful.value }
    try await LocalHost().put(.text(""), at: "\(home)/x/go", mode: 0o600)
    #expect(try await bench.call("host.job", input, token: token).outputs["stdout"] == "run")
    let observed = try await bench.call("service.observe", ["host": host, "name": "web"]).outputs
    #expect(observed["state"] == "running" && observed["starts"] == 1)
    try await bench.removeMachine()
    await client.shutDown()
  }

  @Test("reading back attaches to a job, and shuts out who would begin it from before")
  func readBack() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let home = try #require(host["home"]?.string)
    let input: Value = [
      "host": host, "directory": "x", "script": "echo run >>count; echo out; exit 3",
    ]
    let action = bench.action("host.job", input)
    func perform(_ token: String, term: Int, isReadBack: Bool) async throws -> Failure? {
      let context = ActionContext(
        token: token, attempt: 1, term: term, timeout: .seconds(60), isReadBack: isReadBack)
      return try await bench.provider.perform(action, context) { _ in }.failure
    }
    let token = LocalBench.freshToken()
    let first = try await perform(token, term: 4, isReadBack: false)
    #expect(first?.code == "exit_status" && first?.output == ["out"])
    #expect(try await perform(token, term: 5, isReadBack: true) == first)
    let other = LocalBench.freshToken()
    let none = try await perform(other, term: 5, isReadBack: true)
    #expect(none?.code == "not_begun" && none?.failureClass == .transient)
    #expect(none?.changed == .no)
    // A call of the time before comes late, and is refused.
    #expect(try await perform(other, term: 4, isReadBack: false)?.code == "stale_term")
    #expect(try await perform(other, term: 4, isReadBack: true)?.code == "stale_term")
    #expect(try FileRange.read("\(home)/x/count", from: 0, limit: 99) == Array("run\n".utf8))
    #expect(try await perform(other, term: 5, isReadBack: false)?.code == "exit_status")
    try await bench.removeMachine()
  }

  @Test("the manifest names exactly the verbs that there are")
  func manifest() {
    let lines = LocalProvider.manifestText.split(separator: "\n")
    let named = lines.filter { $0.hasPrefix("  - ") }.map { String($0.dropFirst(4)) }
    #expect(Set(named) == LocalProvider.verbNames)
    #expect(lines.contains("  read_back: true"))
  }
}
