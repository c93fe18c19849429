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

  /// The sealed secrets, and the file of their keys.
  var secrets: SecretStore {
    SecretStore(
      store: store, keyFile: KeyFile(path: keyFile ?? "\(directory)/key"),
      lockFile: "\(directory)/secrets.lock")
  }

  /// The file of keys that the environment names, which other stores may share; nil if the state
  /// directory has one of its own.
  var keyFile: String? { surroundings.environment["BLUEPRINT_KEY_FILE"].flatMap(Self.filled) }

  private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// The secrets of `deployment`.
  func vault(of deployment: String) async throws(CommandFailure) -> SecretVault {
    try await SecretVault(secrets, deployment: deployment)
  }

  /// All that is known of `deployment`, which may be nothing.
  func state(of deployment: String) async throws(CommandFailure) -> DeploymentState {
    do { return try await store.deployment(deployment) ?? DeploymentState(name: deployment) } catch
    {
      throw CommandFailure(store: error)
    }
  }
}
