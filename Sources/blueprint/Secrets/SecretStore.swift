import BlueprintEngine
import BlueprintModel

/// The sealed secrets in a store, and the keys beside it.
///
/// Whoever writes holds the lock of the state directory and reads the key file under it: so nothing
/// is sealed under a key that a rotation just took away, and no write is lost.
struct SecretStore: Sendable {
  let store: any StateStore
  let keyFile: KeyFile
  /// The file of the lock.
  let lockFile: String

  /// The secrets of `deployment`, with what seals more of them.
  func content(
    of deployment: String
  ) async throws(CommandFailure) -> (content: SecretContent, sealer: Sealer) {
    let first = try await read(deployment)
    guard !first.content.unreadable.isEmpty else { return first }
    // A rotation may have come between the two looks, at the key file and at the store.
    return try await read(deployment)
  }

  private func read(
    _ deployment: String
  ) async throws(CommandFailure) -> (content: SecretContent, sealer: Sealer) {
    if !keyFile.exists, try await !sealed(deployment).isEmpty {
      throw CommandFailure(
        .secret, code: "BP0713",
        "the key file `\(keyFile.path)` is gone, and `\(deployment)` has secrets that it sealed",
        help: [
          "bring the key file back, or name it with BLUEPRINT_KEY_FILE",
          "if it is lost for good: blueprint secret rotate --forget",
        ])
    }
    let sealer = try sealer()
    return (SecretContent(try await sealed(deployment), of: deployment, sealer), sealer)
  }

  private func sealed(_ deployment: String) async throws(CommandFailure) -> [String: [UInt8]] {
    do { return try await store.sealedSecrets(of: deployment).filter { !$0.value.isEmpty } } catch {
      throw CommandFailure(store: error)
    }
  }

  private func sealer() throws(CommandFailure) -> Sealer {
    do { return try keyFile.open() } catch { throw CommandFailure(secret: error) }
  }

  /// Does `body` while nobody else changes secrets of this store.
  func locked<T>(_ body: () async throws(CommandFailure) -> T) async throws(CommandFailure) -> T {
    try await FileLock.holding(lockFile, body)
  }

  /// Gives the secrets of `deployment` their new values, all or none; nil takes one away.
  ///
  /// - Returns: the names of those that had another value before.
  @discardableResult func set(
    _ records: [String: SecretRecord?], of deployment: String
  ) async throws(CommandFailure) -> Set<String> {
    try await locked { () async throws(CommandFailure) in
      let (content, sealer) = try await read(deployment)
      var entries: [String: Value?] = [:]
      var changed: Set<String> = []
      for (name, record) in records {
        guard let change = content.changes(name, to: record) else { continue }
        changed.insert(name)
        entries[name] = .some(change.record?.json)
        if let retired = change.retired { entries[SecretName.retired(name)] = retired.json }
      }
      try await write(entries, of: deployment, sealer)
      return changed
    }
  }

  /// The box for what runs of `deployment` capture; its key is made if there is none yet.
  func box(of deployment: String) async throws(CommandFailure) -> DeploymentSecretBox {
    if let keys = try await content(of: deployment).content.captureKeys {
      return DeploymentSecretBox(keys: keys, deployment: deployment)
    }
    return try await locked { () async throws(CommandFailure) in
      let (content, sealer) = try await read(deployment)
      let keys = content.captureKeys ?? CaptureKeys()
      if content.captureKeys == nil {
        try await write([SecretName.captureKeys: keys.json], of: deployment, sealer)
      }
      return DeploymentSecretBox(keys: keys, deployment: deployment)
    }
  }

  /// Writes entries of `deployment` in one transaction, after the registry knows of it.
  func write(
    _ entries: [String: Value?], of deployment: String, _ sealer: Sealer
  ) async throws(CommandFailure) {
    guard !entries.isEmpty else { return }
    var sealed: [String: [UInt8]] = [:]
    do throws(SecretFault) {
      for (name, value) in entries {
        sealed[name] =
          try value.map { value throws(SecretFault) in
            try sealer.seal(Array(value.canonicalJSON.utf8), for: "\(deployment)/\(name)")
          } ?? []
      }
    } catch { throw CommandFailure(secret: error) }
    try await register(deployment)
    do { try await store.setSealedSecrets(sealed, of: deployment) } catch {
      throw CommandFailure(store: error)
    }
  }

  /// The deployments that may have secrets, also those that never had a run.
  func deployments() async throws(CommandFailure) -> Set<String> {
    do throws(StoreError) {
      return Set(try await store.deployments()).union(try await registered())
    } catch { throw CommandFailure(store: error) }
  }

  private func registered() async throws(StoreError) -> Set<String> {
    let entries = try await store.sealedSecrets(of: SecretName.registry)
    let json = try? Value(jsonBytes: entries[SecretName.deployments] ?? [])
    return Set(json?.list?.compactMap(\.string) ?? [])
  }

  private func register(_ deployment: String) async throws(CommandFailure) {
    do throws(StoreError) {
      let known = try await registered()
      guard !known.contains(deployment) else { return }
      let list = Value.list((known.sorted() + [deployment]).map(Value.string))
      try await store.setSealedSecrets(
        [SecretName.deployments: Array(list.canonicalJSON.utf8)], of: SecretName.registry)
    } catch { throw CommandFailure(store: error) }
  }
}
