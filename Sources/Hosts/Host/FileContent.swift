/// What a file on a host shall hold.
public enum FileContent: Sendable, Hashable {
  /// These bytes.
  case bytes([UInt8])
  /// The content of a file of the controller, by path.
  case file(String)

  /// This text in UTF-8.
  public static func text(_ text: String) -> FileContent { .bytes(Array(text.utf8)) }
}
