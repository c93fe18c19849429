import BlueprintModel
import LocalProvider
import ProviderKit

let manifest = ProviderManifest(
  name: "local", version: "0.1.0", protocolVersion: 1, summary: "The local provider under test",
  verbs: [
    "target.check", "machine.ensure", "machine.delete", "machine.observe", "packages.ensure",
    "host.put", "host.get", "host.job", "service.ensure", "service.control", "service.delete",
    "service.observe", "service.logs", "health.wait", "health.observe",
  ])
await PluginServer(manifest: manifest) { state in LocalProvider(directory: state) }.run()
