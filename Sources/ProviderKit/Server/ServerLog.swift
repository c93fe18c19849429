import Glibc

/// The plugin's own log: standard error, which the controller appends to a file.
public enum ServerLog {
  /// Appends `message` as a line, in one write.
  public static func write(_ message: String) {
    let bytes = Array("\(message)\n".utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
