import BlueprintModel

/// The form inside plans. A literal is plain JSON; anything else is a map with one key that
/// starts with `$`, and a map that has such a key of its own is wrapped:
///
/// - `{"$template": text}`
/// - `{"$mustache": text, "names": …}`
/// - `{"$literal": value}`: `value` is as it stands, whatever its keys are
/// - `{"$map": {…}}`: an unfinished map with keys that start with `$`
///
/// The round trip is exact for reduced values, except that durations and sizes become text.
extension BoundValue: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    switch json {
    case .list(let elements):
      var values: [BoundValue] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(try BoundValue(json: element)) }
      self.init(list: values)
    case .map(let entries): self = try Self.read(entries)
    default: self = .literal(json)
    }
  }

  public var json: Value {
    switch self {
    case .literal(let value):
      let plain = value.withPlainQuantities
      return plain.hasReservedKey ? ["$literal": plain] : plain
    case .template(let template): return ["$template": .string(template.text)]
    case .mustache(let text, let names): return ["$mustache": .string(text), "names": names.json]
    case .list(let elements): return .list(elements.map(\.json))
    case .map(let entries):
      let map = Value.map(ValueMap(entries.map { ($0.key, $0.value.json) }))
      return entries.keys.contains(where: Value.isReserved) ? ["$map": map] : map
    }
  }

  private static func read(_ entries: ValueMap) throws(JSONShapeError) -> BoundValue {
    let json = Value.map(entries)
    switch entries.first(where: { Value.isReserved($0.key) })?.key {
    case nil: return try readMap(entries)
    case "$literal": return .literal(try json.required("$literal"))
    case "$template": return try readTemplate(try json.requiredString("$template"))
    case "$mustache":
      return .mustache(
        text: try json.requiredString("$mustache"),
        names: try BoundValue(json: try json.required("names")))
    case "$map":
      guard let inner = try json.required("$map").map else {
        throw JSONShapeError("`$map`: expected a map")
      }
      return try readMap(inner)
    case let key?: throw JSONShapeError("unknown form `\(key)` of a bound value")
    }
  }

  private static func readMap(_ entries: ValueMap) throws(JSONShapeError) -> BoundValue {
    var values: [String: BoundValue] = [:]
    values.reserveCapacity(entries.count)
    for (key, value) in entries { values[key] = try BoundValue(json: value) }
    return BoundValue(map: values)
  }

  private static func readTemplate(_ text: String) throws(JSONShapeError) -> BoundValue {
    do { return .template(try Template(parsing: text)) } catch {
      throw JSONShapeError("`$template`: \(error.description)")
    }
  }
}

extension Value {
  /// Whether a key has a meaning of its own in the form inside plans.
  fileprivate static func isReserved(_ key: String) -> Bool { key.utf8.first == 0x24 }

  /// Whether a map in here, however deep, has a reserved key.
  fileprivate var hasReservedKey: Bool {
    switch self {
    case .list(let elements): elements.contains(where: \.hasReservedKey)
    case .map(let entries):
      entries.contains { Self.isReserved($0.key) || $0.value.hasReservedKey }
    default: false
    }
  }

  /// The value with durations and sizes as the text that JSON has for them.
  fileprivate var withPlainQuantities: Value { holdsQuantity ? withTextForQuantities : self }

  private var holdsQuantity: Bool {
    switch self {
    case .duration, .size: true
    case .list(let elements): elements.contains(where: \.holdsQuantity)
    case .map(let entries): entries.contains { $0.value.holdsQuantity }
    default: false
    }
  }

  private var withTextForQuantities: Value {
    switch self {
    case .duration(let span): .string(span.blueprintText)
    case .size(let size): .string(size.description)
    case .list(let elements): .list(elements.map(\.withPlainQuantities))
    case .map(let entries):
      .map(ValueMap(entries.map { ($0.key, $0.value.withPlainQuantities) }))
    default: self
    }
  }
}
