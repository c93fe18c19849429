import BlueprintModel

/// Reads a verb's input with its types. Every mistake is a permanent ``Failure`` with the code
/// `bad_input` that names the key and says that nothing was changed.
public struct InputReader: Sendable {
  private let entries: ValueMap
  private let path: String

  /// A reader of `input`, which must be a map.
  public init(_ input: Value) throws(Failure) {
    try self.init(input, path: "")
  }

  private init(_ input: Value, path: String) throws(Failure) {
    guard let map = input.map else {
      let place = path.isEmpty ? "the input" : "`\(path)`"
      throw Self.mistake("\(place): expected a map, found \(Self.kind(input))")
    }
    entries = map
    self.path = path
  }

  /// The failure that says `message`, for checks that go beyond types.
  public static func mistake(_ message: String) -> Failure {
    Failure(.permanent, code: "bad_input", message, changed: .no)
  }

  /// The failure that `key` is not what it must be: "`key`: `message`".
  public func mistake(at key: String, _ message: String) -> Failure {
    Self.mistake("`\(name(key))`: \(message)")
  }

  /// The entry `key` if it is there and not null.
  public func value(_ key: String) -> Value? {
    guard let value = entries[key], value != .null else { return nil }
    return value
  }

  /// The entry `key` as `convert` reads it, or nil if it is missing or null.
  public func optional<T>(
    _ key: String, _ expected: String, _ convert: (Value) -> T?
  ) throws(Failure) -> T? {
    guard let value = value(key) else { return nil }
    guard let result = convert(value) else {
      throw mistake(at: key, "expected \(expected), found \(Self.kind(value))")
    }
    return result
  }

  /// The required entry `key` as `convert` reads it.
  public func required<T>(
    _ key: String, _ expected: String, _ convert: (Value) -> T?
  ) throws(Failure) -> T {
    guard let result = try optional(key, expected, convert) else {
      throw mistake(at: key, "is missing; expected \(expected)")
    }
    return result
  }

  /// A reader of the required map `key`, whose mistakes name the whole path.
  public func reader(_ key: String) throws(Failure) -> InputReader {
    let map = try map(key)
    return try InputReader(.map(map), path: name(key))
  }

  private static func kind(_ value: Value) -> String {
    value.kind == "integer" ? "an integer" : "a \(value.kind)"
  }

  private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
