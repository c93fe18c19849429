import BlueprintCompiler
import BlueprintModel

/// What may be told of a deployment's secrets.
struct SecretListing {
  /// A secret that is kept, or that the blueprint asks for.
  struct Row {
    var name: String
    /// `set`, `missing`, or `unreadable` if no key opens it.
    var state: String
    /// Where the blueprint declares it.
    var declaration: String?
    var record: SecretRecord?
    /// How many earlier values are kept for masking.
    var earlier: Int
  }

  /// The secrets in the order of their names.
  let rows: [Row]
  private let deployment: String

  /// The secrets of `place`.
  init(_ place: SecretWorkplace) async throws(CommandFailure) {
    deployment = place.deployment
    let content = try await place.workspace.secrets.content(of: place.deployment).content
    let places = Dictionary(
      place.declared.map { ($0.name, "\($0.place.file):\($0.place.range.start.line)") },
      uniquingKeysWith: { $1 })
    let unreadable = content.unreadable.filter(SecretName.isSecret)
    let names = Set(content.records.keys).union(places.keys).union(unreadable)
    rows = names.sorted().map { name in
      let record = content.records[name]
      let state = record != nil ? "set" : unreadable.contains(name) ? "unreadable" : "missing"
      return Row(
        name: name, state: state, declaration: places[name], record: record,
        earlier: content.retired[name]?.records.count ?? 0)
    }
  }

  /// The lines for people.
  var lines: [String] {
    var table = Table(["SECRET", "STATE", "SET", "FROM", "DECLARED", "FINGERPRINT"])
    for row in rows {
      table.add([
        row.name, row.state, row.record?.setAt?.readableUTC ?? "-", row.record?.origin ?? "-",
        row.declaration ?? "-", row.record?.mark ?? "-",
      ])
    }
    return table.lines
  }

  /// The list for programs.
  var json: Value {
    .list(
      rows.map { row in
        [
          "deployment": .string(deployment), "name": .string(row.name), "state": .string(row.state),
          "set_at_ms": row.record?.setAt.map { .integer($0.milliseconds) } ?? .null,
          "from": row.record?.origin.map(Value.string) ?? .null,
          "declared": row.declaration.map(Value.string) ?? .null,
          "fingerprint": row.record.map { .string($0.mark) } ?? .null,
          "earlier_values": .integer(row.earlier),
        ]
      })
  }
}

extension SecretRecord {
  /// The beginning of the fingerprint: enough to see that a value changed.
  var mark: String { String(fingerprint.replacing("hmac:", with: "").prefix(8)) }
}
