import BlueprintModel

extension BoundValue {
  /// What stands in for this value where only sameness matters, and what is computed from secrets
  /// must not be computed: every text that depends on secrets alone becomes the text itself with the
  /// fingerprints of the secrets that it names.
  ///
  /// - Parameter fingerprints: the fingerprint of each secret, by name.
  public func standIn(_ fingerprints: [String: String]) -> BoundValue {
    switch self {
    case .literal: return self
    case .list(let elements): return BoundValue(list: elements.map { $0.standIn(fingerprints) })
    case .map(let entries):
      return BoundValue(map: entries.mapValues { $0.standIn(fingerprints) })
    case .template, .mustache:
      var names: Set<String> = []
      var isOfSecretsAlone = true
      forEachReference { reference in
        if reference.root == "secrets", case .key(let name)? = reference.path.first {
          names.insert(name)
        } else {
          isOfSecretsAlone = false
        }
      }
      guard isOfSecretsAlone, !names.isEmpty else { return self }
      let parts = [json.canonicalJSON] + names.sorted().map { fingerprints[$0] ?? "" }
      return .literal(.string(parts.joined(separator: "\n")))
    }
  }
}
