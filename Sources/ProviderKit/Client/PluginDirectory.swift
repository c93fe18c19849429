import BlueprintModel

/// The plugins that targets can use, by name. Each has a state directory and a log file of its
/// own: `<stateDirectory>/<name>` and `<logDirectory>/<name>.log`.
public struct PluginDirectory: ProviderDirectory {
  private let logDirectory: String
  private let clients: [String: PluginClient]

  /// The plugins started by `commands`: executable and arguments by provider name. Nothing is
  /// started yet. Both directories are absolute and made with mode 0700 when they are needed.
  public init(
    commands: [String: [String]], stateDirectory: String, logDirectory: String,
    limits: PluginLimits = PluginLimits()
  ) {
    self.logDirectory = logDirectory
    var clients: [String: PluginClient] = [:]
    for (name, arguments) in commands {
      clients[name] = PluginClient(
        name: name, arguments: arguments, stateDirectory: "\(stateDirectory)/\(name)",
        logFile: "\(logDirectory)/\(name).log", limits: limits)
    }
    self.clients = clients
  }

  /// The client of the plugin `name`, started. Throws a fault that names the known plugins if it
  /// is none of them, and what went wrong if it cannot be started.
  public func provider(named name: String) async throws(ProviderFault) -> any Provider {
    guard let client = clients[name] else {
      let known = clients.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
      throw ProviderFault(
        provider: name, reason: "there is no such provider; the known ones are \(known)")
    }
    do { try PrivateDirectory.make(logDirectory) } catch {
      throw ProviderFault(provider: name, reason: "its log has no place: \(error)")
    }
    try await client.start()
    return client
  }

  /// Ends all plugins at the same time and returns when they are reaped.
  public func shutdown() async {
    await withDiscardingTaskGroup { group in
      for client in clients.values { group.addTask { await client.shutDown() } }
    }
  }
}
