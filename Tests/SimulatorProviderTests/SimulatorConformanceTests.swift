import BlueprintCompiler
import BlueprintModel
import BlueprintTesting
import Foundation
import ProviderKit
import Testing

@testable import SimulatorProvider

/// What every provider must do, here of the simulator in this process and behind a plugin's.
@Suite("Conformance of the simulator", .timeLimit(.minutes(2)))
struct SimulatorConformanceTests {
  enum Location: String, CaseIterable { case inProcess, pluginProcess }

  private static let target = TargetBinding(
    name: "main", provider: "simulator", settings: ["speed": 1000, "seed": 5])

  private func withProvider(
    _ location: Location, in folder: URL, _ body: (any Provider) async throws -> Void
  ) async throws {
    guard location == .pluginProcess else {
      return try await body(SimulatorProvider(directory: folder.path))
    }
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "blueprint").path
    let client = PluginClient(
      name: "simulator", arguments: [program, "plugin", "serve", "simulator"],
      stateDirectory: folder.path, logFile: folder.appending(path: "log").path)
    let result: Result<Void, any Error>
    do { result = .success(try await body(client)) } catch { result = .failure(error) }
    await client.shutDown()
    try result.get()
  }

  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "simulator-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  private func action(_ verb: String, _ address: String, _ input: Value) -> Action {
    Action(
      verb: verb, deployment: "d", address: address, target: Self.target, input: input)
  }

  private func perform(
    _ provider: any Provider, _ action: Action, token: String
  ) async throws -> Outcome {
    try await provider.perform(
      action,
      ActionContext(token: token, attempt: 1, term: 1, timeout: .seconds(60))
    ) { _ in }
  }

  @Test("the suite for all providers finds no breach", arguments: Location.allCases)
  func suite(_ location: Location) async throws {
    try await withFolder { folder in
      try await withProvider(location, in: folder) { provider in
        let sample = ProviderSample(
          effect: action("machine.ensure", "machines.a", ["name": "a"]),
          badInputs: [
            .init("machine.ensure", [:], key: "name"),
            .init("host.job", ["host": [:]], key: "script"),
          ]
        ) {
          let looked = try await perform(
            provider, action("inventory", "targets.main", [:]),
            token: "look-\(UInt64.random(in: 0...UInt64.max))")
          guard case .done(_, let outputs) = looked else { return -1 }
          return outputs["machines"]?.list?.count ?? -1
        }
        let breaches = try await ProviderConformance(provider, sample, run: "1").breaches()
        #expect(breaches == [])
      }
    }
  }

  @Test("tokens and machines survive the process", arguments: Location.allCases)
  func restart(_ location: Location) async throws {
    try await withFolder { folder in
      var outcomes: [Outcome] = []
      for _ in 0..<2 {
        try await withProvider(location, in: folder) { provider in
          outcomes.append(
            try await perform(
              provider, action("machine.ensure", "machines.a", ["name": "a"]), token: "one"))
          outcomes.append(
            try await perform(provider, action("machine.observe", "machines.a", [:]), token: "see"))
        }
      }
      #expect(outcomes[0] == outcomes[2])
      guard case .done(_, let seen) = outcomes[3] else {
        Issue.record("the machine cannot be observed: \(outcomes[3])")
        return
      }
      #expect(seen["state"] == "present")
    }
  }

  @Test("the manifest names what the simulator has")
  func manifest() throws {
    let manifest = try ProviderManifest(yaml: SimulatorProvider.manifestText)
    #expect(manifest.name == "simulator")
    #expect(manifest.verbs.isSuperset(of: ["machine.ensure", "service.ensure", "volume.attach"]))
  }
}
