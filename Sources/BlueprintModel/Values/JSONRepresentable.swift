/// A type with one JSON form, used in plans, journals and the plugin protocol.
public protocol JSONRepresentable {
  /// Reads the form that `json` writes. Unknown keys are ignored, so that newer writers can be
  /// read.
  init(json: Value) throws(JSONShapeError)
  /// The JSON form.
  var json: Value { get }
}

/// A JSON value that does not have the shape its reader expects.
public struct JSONShapeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected and where, for example ``step.needs: expected a list, found a string``.
  public let description: String

  /// An error that says `description`.
  public init(_ description: String) { self.description = description }
}

extension Value {
  /// The required entry `key`.
  public func required(_ key: String) throws(JSONShapeError) -> Value {
    guard let value = self[key] else { throw JSONShapeError("`\(key)` is missing") }
    return value
  }

  /// The required entry `key`, a string.
  public func requiredString(_ key: String) throws(JSONShapeError) -> String {
    guard let text = try required(key).string else {
      throw JSONShapeError("`\(key)`: expected a string, found a \(try required(key).kind)")
    }
    return text
  }

  /// The required entry `key`, a whole number.
  public func requiredInteger(_ key: String) throws(JSONShapeError) -> Int {
    guard let number = try required(key).integer else {
      throw JSONShapeError("`\(key)`: expected an integer, found a \(try required(key).kind)")
    }
    return number
  }

  /// The entry `key` read as `T`, or nil if it is missing or null.
  public func optional<T: JSONRepresentable>(_ key: String, as: T.Type) throws(JSONShapeError)
    -> T?
  {
    guard let value = self[key], value != .null else { return nil }
    do { return try T(json: value) } catch {
      throw JSONShapeError("`\(key)`: \(error.description)")
    }
  }

  /// The entry `key` read as a list of `T`; empty if missing.
  public func elements<T: JSONRepresentable>(_ key: String, as: T.Type) throws(JSONShapeError)
    -> [T]
  {
    guard let value = self[key], value != .null else { return [] }
    guard let list = value.list else {
      throw JSONShapeError("`\(key)`: expected a list, found a \(value.kind)")
    }
    var result: [T] = []
    result.reserveCapacity(list.count)
    for element in list { result.append(try T(json: element)) }
    return result
  }

  /// The entry `key` as a list of strings; empty if missing.
  public func strings(_ key: String) throws(JSONShapeError) -> [String] {
    guard let value = self[key], value != .null else { return [] }
    guard let list = value.list else {
      throw JSONShapeError("`\(key)`: expected a list, found a \(value.kind)")
    }
    return try list.map { element throws(JSONShapeError) in
      guard let text = element.string else {
        throw JSONShapeError("`\(key)`: expected strings, found a \(element.kind)")
      }
      return text
    }
  }
}

extension ValueMap {
  /// Sets `key` unless `value` is nil or an empty list or map, so that JSON forms stay short.
  public mutating func setUnlessEmpty(_ key: String, _ value: Value?) {
    switch value {
    case nil, .null?: break
    case .list(let elements)? where elements.isEmpty: break
    case .map(let entries)? where entries.isEmpty: break
    case let value?: self[key] = value
    }
  }
}
