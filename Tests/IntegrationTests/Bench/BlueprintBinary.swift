import Foundation

/// The program under test.
enum BlueprintBinary {
  /// Its path: what `BLUEPRINT_BINARY` says, else the one built beside the tests.
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["BLUEPRINT_BINARY"] { return given }
    return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "blueprint").path
  }()

  /// The repository's root.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
