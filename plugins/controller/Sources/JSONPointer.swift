import BlueprintModel

/// A way into a JSON document, by RFC 6901: `/items/0/name`.
struct JSONPointer: Sendable {
  private let keys: [String]

  /// The pointer `text`.
  init(_ text: String) {
    keys = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  /// What it points at in `document`; nil if there is nothing.
  func value(in document: Value) -> Value? {
    var value = document
    for key in keys {
      switch value {
      case .map(let entries):
        guard let next = entries[key] else { return nil }
        value = next
      case .list(let elements):
        guard let index = Int(key), elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}
