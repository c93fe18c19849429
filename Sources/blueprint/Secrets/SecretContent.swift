import BlueprintModel

/// All secrets of one deployment, opened.
struct SecretContent: Sendable {
  /// The secrets by name.
  var records: [String: SecretRecord] = [:]
  /// Their earlier values, by the secret's name; also of secrets that are no more.
  var retired: [String: SecretRecord.Retired] = [:]
  /// The keys that seal what runs capture; nil if nothing was captured yet.
  var captureKeys: CaptureKeys?
  /// The secrets that no key opens.
  var unreadable: Set<String> = []

  /// Nothing.
  init() {}

  /// What `sealed` holds of `deployment`, as far as `sealer` opens it. An empty entry is one that
  /// was taken away: a store can only replace.
  init(_ sealed: [String: [UInt8]], of deployment: String, _ sealer: Sealer) {
    for (name, bytes) in sealed where !bytes.isEmpty {
      do {
        let opened = try sealer.open(bytes, for: "\(deployment)/\(name)")
        try take(name, opened, sealer)
      } catch { unreadable.insert(SecretName.secret(ofRetired: name) ?? name) }
    }
  }

  private mutating func take(
    _ name: String, _ opened: Sealer.Opened, _ sealer: Sealer
  ) throws {
    let json = try Value(jsonBytes: opened.text)
    if name == SecretName.captureKeys {
      captureKeys = try CaptureKeys(json: json)
    } else if let secret = SecretName.secret(ofRetired: name) {
      retired[secret] = try SecretRecord.Retired(json: json)
    } else if opened.isOld {
      let fingerprint = sealer.fingerprint(of: json, name: name, under: opened.key)
      records[name] = SecretRecord(value: json, fingerprint: fingerprint)
    } else {
      records[name] = try SecretRecord(json: json)
    }
  }

  /// What has to be written so that `name` has `record`, or is no more: the record, and the value
  /// that it had as an earlier one. Empty if the value is the one that is there.
  func changes(
    _ name: String, to record: SecretRecord?
  ) -> (record: SecretRecord?, retired: SecretRecord.Retired?)? {
    let present = records[name]
    if let present, let record, present.value == record.value { return nil }
    var earlier = retired[name] ?? SecretRecord.Retired([])
    if let present { earlier = earlier.adding(present) }
    earlier.records.removeAll { $0.value == record?.value }
    let isNeeded = !earlier.records.isEmpty || retired[name] != nil || unreadable.contains(name)
    return (record, isNeeded ? earlier : nil)
  }
}
