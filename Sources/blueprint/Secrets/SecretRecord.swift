import BlueprintModel

/// A secret as it is kept: what is sealed is this, as JSON.
struct SecretRecord: Sendable, Hashable {
  /// The value.
  var value: Value
  /// The stand-in for the value in digests of desired states. It was made when the value came and
  /// stays with it, so that a new key changes no plan.
  var fingerprint: String
  /// When the value came; nil if it was kept by a version that did not say.
  var setAt: Timestamp?
  /// Where the value came from, for people.
  var origin: String?
}

extension SecretRecord: JSONRepresentable {
  init(json: Value) throws(JSONShapeError) {
    value = try json.required("value")
    fingerprint = try json.requiredString("fingerprint")
    setAt = json["set_at_ms"]?.integer.map(Timestamp.init(milliseconds:))
    origin = json["origin"]?.string
  }

  var json: Value {
    var map: ValueMap = ["value": value, "fingerprint": .string(fingerprint)]
    map.setUnlessEmpty("set_at_ms", setAt.map { .integer($0.milliseconds) })
    map.setUnlessEmpty("origin", origin.map(Value.string))
    return .map(map)
  }
}

extension SecretRecord {
  /// Earlier values of a secret, the newest first: they are sealed under a name of their own and
  /// serve to mask texts, nothing else.
  struct Retired: Sendable, Hashable, JSONRepresentable {
    /// How many are kept.
    static let limit = 5

    var records: [SecretRecord]

    init(_ records: [SecretRecord]) { self.records = records }

    init(json: Value) throws(JSONShapeError) {
      records = try json.elements("retired", as: SecretRecord.self)
    }

    var json: Value { ["retired": .list(records.map(\.json))] }

    /// These with `record` as the newest; a value is kept once, and the oldest are forgotten.
    func adding(_ record: SecretRecord) -> Retired {
      Retired(
        Array(([record] + records.filter { $0.value != record.value }).prefix(Self.limit)))
    }
  }
}
