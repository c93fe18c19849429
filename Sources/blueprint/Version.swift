/// This program's version.
enum Version {
  /// The version as `blueprint version` prints it.
  static let text = "0.1.0"
}
