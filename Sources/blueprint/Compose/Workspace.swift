import BlueprintEngine
import BlueprintModel
import ProviderKit
import SQLiteStore

/// Where one project's state is, opened: the store, the providers, the key of its secrets.
struct Workspace {
  /// The state directory, absolute.
  let directory: String
  /// The store.
  let store: SQLiteStore
  /// The providers' processes.
  let plugins: PluginDirectory
  /// What the process was started with.
  let surroundings: Surroundings

  /// The state directory that `options` name; `beside` is the blueprint's directory.
  static func path(
    _ options: CommonOptions, beside: String, _ surroundings: Surroundings
  ) -> String {
    if let given = options.stateDir ?? surroundings.environment["BLUEPRINT_STATE_DIR"] {
      return Files.absolute(given)
    }
    let base = Files.resolved(beside) ?? Files.absolute(beside)
    return "\(base)/.blueprint"
  }

  /// Opens the state directory at `path`, and makes it if it does not exist.
  static func open(_ path: String, _ surroundings: Surroundings) async throws(CommandFailure)
    -> Workspace
  {
    do {
      try Files.makeDirectory(path)
      try Files.makeDirectory("\(path)/logs")
    } catch {
      throw CommandFailure(
        .failed, code: "BP0921", "the state directory `\(path)` cannot be used: \(error.reason)",
        help: ["choose another one with --state-dir or BLUEPRINT_STATE_DIR"])
    }
    let directory = Files.resolved(path) ?? path
    do {
      let store = try SQLiteStore(path: "\(directory)/state.db")
      try await store.migrate()
      let commands = BundledProvider.allCases.filter { $0.maker != nil }.map {
        ($0.rawValue, [surroundings.executable, "plugin", "serve", $0.rawValue])
      }
      let plugins = PluginDirectory(
        commands: Dictionary(uniqueKeysWithValues: commands), stateDirectory: directory,
        logDirectory: "\(directory)/logs")
      return Workspace(
        directory: directory, store: store, plugins: plugins, surroundings: surroundings)
    } catch { throw CommandFailure(store: error) }
  }

  /// The sealer of this workspace's secrets.
  func sealer() throws(CommandFailure) -> Sealer {
    do { return try Sealer(keyFile: keyFile) } catch { throw CommandFailure(sealer: error) }
  }

  /// Refuses to go on with sealed secrets whose key is gone, rather than to make another key
  /// which cannot open them.
  private func requireKey(for deployment: String) async throws(CommandFailure) {
    let path = keyFile
    guard !Files.exists(path) else { return }
    do throws(StoreError) {
      if try await store.sealedSecrets(of: deployment).isEmpty { return }
    } catch { throw CommandFailure(store: error) }
    throw CommandFailure(
      .secret, code: "BP0713",
      "the key file `\(path)` is gone, and `\(deployment)` has secrets that it sealed",
      help: ["bring the key file back, or name it with BLUEPRINT_KEY_FILE"])
  }

  private var keyFile: String {
    surroundings.environment["BLUEPRINT_KEY_FILE"] ?? "\(directory)/key"
  }

  /// The secrets of `deployment`.
  func vault(of deployment: String) async throws(CommandFailure) -> SecretVault {
    try await requireKey(for: deployment)
    let sealer = try sealer()
    do {
      return try await SecretVault(store: store, sealer: sealer, deployment: deployment)
    } catch let fault as Sealer.Fault {
      throw CommandFailure(sealer: fault)
    } catch let error as StoreError {
      throw CommandFailure(store: error)
    } catch {
      throw CommandFailure(.bug, code: "BP0999", "\(error)")
    }
  }

  /// All that is known of `deployment`, which may be nothing.
  func state(of deployment: String) async throws(CommandFailure) -> DeploymentState {
    do { return try await store.deployment(deployment) ?? DeploymentState(name: deployment) } catch
    {
      throw CommandFailure(store: error)
    }
  }
}
