import BlueprintEngine
import BlueprintModel

/// The secrets of one deployment: in clear only in this process's memory.
struct SecretVault: Sendable {
  private let store: SecretStore
  private let deployment: String
  private let sealer: Sealer
  private var content: SecretContent
  private var taken: [String: SecretRecord] = [:]

  /// The vault with the secrets that `store` holds for `deployment`.
  ///
  /// - Throws: a failure that names a secret that cannot be opened.
  init(_ store: SecretStore, deployment: String) async throws(CommandFailure) {
    self.store = store
    self.deployment = deployment
    (content, sealer) = try await store.content(of: deployment)
    if let name = content.unreadable.min() {
      throw CommandFailure(secret: .otherKey(name: name))
    }
  }

  /// The values by name.
  var values: [String: Value] { records.mapValues(\.value) }

  /// The stand-ins by name.
  var fingerprints: [String: String] { records.mapValues(\.fingerprint) }

  private var records: [String: SecretRecord] { content.records.merging(taken) { $1 } }

  /// Takes new values; they are not stored yet.
  mutating func take(_ new: [String: Value], from origin: String, at now: Timestamp) {
    for (name, value) in new where content.records[name]?.value != value {
      taken[name] = Self.record(of: name, value, from: origin, at: now, content, sealer)
    }
  }

  /// The record of a new value. One that the secret had before gets the stand-in that it had, so
  /// that going back to it is no change to what was made with it.
  static func record(
    of name: String, _ value: Value, from origin: String, at now: Timestamp,
    _ content: SecretContent, _ sealer: Sealer
  ) -> SecretRecord {
    let earlier = content.retired[name]?.records.first { $0.value == value }
    return SecretRecord(
      value: value,
      fingerprint: earlier?.fingerprint ?? sealer.fingerprint(of: value, name: name), setAt: now,
      origin: origin)
  }

  /// Stores the new values, sealed.
  func save() async throws(CommandFailure) {
    guard !taken.isEmpty else { return }
    try await store.set(taken.mapValues { $0 }, of: deployment)
  }

  /// What a driver of `plan` needs. What seals kept outputs is there only where the plan may keep
  /// some; its key is made when it is needed first.
  func runSecrets(for plan: Plan) async throws(CommandFailure) -> RunSecrets {
    RunSecrets(
      values: values, fingerprints: fingerprints, retired: hidden,
      box: plan.steps.contains(where: \.mayKeepOutputs) ? try await store.box(of: deployment) : nil)
  }

  /// What else must not be seen: earlier values, and the forms that programs give values when they
  /// print them.
  private var hidden: [Value] {
    var hidden = content.retired.values.flatMap { $0.records.map(\.value) }
    for (name, record) in taken {
      guard let replaced = content.records[name], replaced.value != record.value else { continue }
      hidden.append(replaced.value)
    }
    let printed = (values.values + hidden).flatMap(SecretForms.of)
    return hidden + printed.map(Value.string)
  }

  /// What takes all of them out of texts.
  var redaction: Redaction { Redaction(secrets: Array(values.values) + hidden) }
}

extension Step {
  /// Whether something that the step, or one within it, gives is kept.
  fileprivate var mayKeepOutputs: Bool {
    !outputs.isEmpty || control != nil
  }
}
