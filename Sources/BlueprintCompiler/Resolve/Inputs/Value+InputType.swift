import BlueprintModel

extension Value {
  /// The value as a `type`: durations and sizes may come as text, and an integer is a number;
  /// nil if it is of another type.
  func converted(to type: InputType) -> Value? {
    switch (type, self) {
    case (.string, .string), (.integer, .integer), (.number, .number), (.boolean, .boolean): self
    case (.number, .integer(let number)): .number(Double(number))
    case (.duration, _): duration.map(Value.duration)
    case (.size, _): size.map(Value.size)
    case (.list(let items), .list(let elements)): Self.list(elements, of: items)
    case (.map(let items), .map(let entries)): Self.map(entries, of: items)
    case (.object(let properties), .map(let entries)): Self.object(entries, of: properties)
    default: nil
    }
  }

  private static func object(_ entries: ValueMap, of properties: [InputProperty]) -> Value? {
    var converted: ValueMap = [:]
    for property in properties {
      if let value = entries[property.name], value != .null {
        guard let value = value.converted(to: property.type) else { return nil }
        converted[property.name] = value
      } else if property.isOptional {
        converted[property.name] = .null
      } else {
        return nil
      }
    }
    let isClosed = entries.allSatisfy { entry in
      properties.contains { $0.name == entry.key }
    }
    return isClosed ? .map(converted) : nil
  }

  private static func list(_ elements: [Value], of items: InputType?) -> Value? {
    guard let items else { return .list(elements) }
    let converted = elements.compactMap { $0.converted(to: items) }
    return converted.count == elements.count ? .list(converted) : nil
  }

  private static func map(_ entries: ValueMap, of items: InputType?) -> Value? {
    guard let items else { return .map(entries) }
    let pairs = entries.compactMap { key, value in
      value.converted(to: items).map { (key, $0) }
    }
    return pairs.count == entries.count ? .map(ValueMap(pairs)) : nil
  }
}
