import BlueprintModel
import Glibc
import ProviderKit

/// A plugin that misbehaves on demand: its first argument says how it starts, the verb of a call
/// how it answers.
@main
enum FixtureMain {
  static func main() async {
    await Misbehaviour(CommandLine.arguments.dropFirst().first ?? "").start()
    let version = CommandLine.arguments.contains("wrong-version") ? 99 : 1
    let manifest = ProviderManifest(
      name: "fixture", version: "1.0.0", protocolVersion: 1, summary: "misbehaves on demand",
      verbs: FixtureProvider.verbs)
    var announced = manifest
    announced.protocolVersion = version
    if version != 1 { await ForeignPlugin(manifest: announced).run() }
    await PluginServer(manifest: manifest) { FixtureProvider(state: $0) }.run()
  }
}
