import BlueprintModel
import BlueprintTesting
import Foundation
import ProviderKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ExamplePythonTests {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "kit-\(UUID().uuidString)").path

  private var client: PluginClient {
    PluginClient(
      name: "example-python",
      arguments: [
        "python3",
        PluginBench.repository.appending(path: "plugins/example-python/plugin.py").path,
      ],
      stateDirectory: "\(root)/state", logFile: "\(root).log")
  }

  @Test func aProviderInPythonConforms() async throws {
    let client = client
    let machines = "\(root)/state/machines"
    let sample = ProviderSample(
      effect: PluginBench.action("machine.ensure", ["labels": ["role": "web"]]),
      badInputs: [.init("machine.ensure", ["labels": "none"], key: "labels")]
    ) {
      try FileManager.default.contentsOfDirectory(atPath: machines).count
    }
    try await client.start()
    let breaches = try await ProviderConformance(client, sample, run: "1").breaches()
    #expect(breaches == [])
    await client.shutDown()
    try FileManager.default.removeItem(atPath: root)
    try FileManager.default.removeItem(atPath: "\(root).log")
  }
}
