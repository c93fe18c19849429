import BlueprintModel
import Glibc

/// Serves a provider as a plugin process: the main function of a plugin's executable.
///
///     let server = PluginServer(manifest: manifest) { state in MyProvider(state: state) }
///     await server.run()
///
/// Every `perform` runs as a task of its own; answers go out in the order in which they are
/// ready. The end of the input means that the controller is gone: the process exits at once with
/// 0 and leaves what it made in the world as it is, because the next controller finds it again.
public struct PluginServer: Sendable {
  private let manifest: ProviderManifest
  private let makeProvider: ServerSession.MakeProvider

  /// A server of the provider that `makeProvider` makes in the state directory it is given,
  /// which is absolute, exists, and is the plugin's own.
  public init(
    manifest: ProviderManifest,
    makeProvider: @escaping @Sendable (_ stateDirectory: String) async throws -> any Provider
  ) {
    self.manifest = manifest
    self.makeProvider = makeProvider
  }

  /// Serves on standard input and output until the controller says `shutdown` or is gone, then
  /// ends the process: with 0, or with 1 and a line in the log if reading failed.
  public func run() async -> Never {
    signal(SIGPIPE, SIG_IGN)
    let streams: StandardStreams
    do { streams = try StandardStreams.take() } catch {
      ServerLog.write("cannot take the standard streams: \(error)")
      exit(1)
    }
    exit(await serve(streams))
  }

  /// Writes what is left, if somebody reads it.
  private func finish(_ output: OutputLines) async {
    let deadline = Task {
      try await Task.sleep(for: .seconds(2))
      exit(0)
    }
    await output.flush()
    deadline.cancel()
  }

  private func serve(_ streams: StandardStreams) async -> CInt {
    let output = OutputLines(descriptor: streams.output)
    let session = ServerSession(manifest: manifest, output: output, makeProvider: makeProvider)
    for await event in InputLines.events(of: streams.input) {
      switch event {
      case .failed(let reason):
        ServerLog.write("cannot read the controller's messages: \(reason)")
        return 1
      case .line(let line):
        guard await session.receive(line) else {
          await finish(output)
          return 0
        }
      }
    }
    return 0
  }
}
