/// The keys of one construct of the language. The decoder knows no other keys, and the JSON
/// Schema for editors is held against the same lists.
protocol ConstructKey: RawRepresentable<String>, CaseIterable, Equatable {
  /// The construct with its article, as messages name it: `a service`.
  static var construct: String { get }
  /// Keys that must be there.
  static var required: [Self] { get }
  /// Keys of the language that this version does not have yet.
  static var unsupported: [String] { get }
}

extension ConstructKey {
  static var required: [Self] { [] }
  static var unsupported: [String] { [] }
}
