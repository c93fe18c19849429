import BlueprintModel
import Glibc

/// A plugin that answers its first line with a manifest, whatever was asked, and then says
/// nothing more.
struct ForeignPlugin {
  let manifest: ProviderManifest

  func run() async -> Never {
    _ = readLine()
    let answer: Value = ["jsonrpc": "2.0", "id": 1, "result": manifest.json]
    print(answer.canonicalJSON)
    fflush(nil)
    while readLine() != nil {}
    exit(0)
  }
}
