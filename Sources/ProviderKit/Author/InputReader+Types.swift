import BlueprintModel

extension InputReader {
  /// The required text `key`.
  public func string(_ key: String) throws(Failure) -> String {
    try required(key, "a string", \.string)
  }

  /// The required whole number `key`.
  public func integer(_ key: String) throws(Failure) -> Int {
    try required(key, "an integer", \.integer)
  }

  /// The required truth value `key`.
  public func boolean(_ key: String) throws(Failure) -> Bool {
    try required(key, "a boolean", \.boolean)
  }

  /// The required duration `key`.
  public func duration(_ key: String) throws(Failure) -> Duration {
    try required(key, "a duration", \.duration)
  }

  /// The required size `key`.
  public func size(_ key: String) throws(Failure) -> ByteSize {
    try required(key, "a size", \.size)
  }

  /// The required list `key`.
  public func list(_ key: String) throws(Failure) -> [Value] {
    try required(key, "a list", \.list)
  }

  /// The required map `key`.
  public func map(_ key: String) throws(Failure) -> ValueMap {
    try required(key, "a map", \.map)
  }

  /// The required list of texts `key`.
  public func strings(_ key: String) throws(Failure) -> [String] {
    try required(key, "a list of strings", Self.strings)
  }

  /// The required map of texts `key`.
  public func stringMap(_ key: String) throws(Failure) -> [String: String] {
    try required(key, "a map of strings", Self.stringMap)
  }

  /// The required absolute path `key`.
  public func absolutePath(_ key: String) throws(Failure) -> String {
    let path = try string(key)
    guard path.hasPrefix("/"), !path.utf8.contains(0) else {
      throw mistake(at: key, "expected an absolute path, found `\(path)`")
    }
    return path
  }

  /// All elements as texts, or nil if one is none.
  public static func strings(_ value: Value) -> [String]? {
    guard let list = value.list else { return nil }
    let texts = list.compactMap(\.string)
    return texts.count == list.count ? texts : nil
  }

  /// All entries as texts, or nil if one is none.
  public static func stringMap(_ value: Value) -> [String: String]? {
    guard let map = value.map else { return nil }
    var texts: [String: String] = [:]
    for (key, value) in map {
      guard let text = value.string else { return nil }
      texts[key] = text
    }
    return texts
  }
}
