/// Reads a file that a blueprint names. The path is relative to the blueprint's folder; a path
/// that leaves it, by `..`, by a link or because it is absolute, is refused.
public typealias FileReader = (String) throws(FileReadFailure) -> [UInt8]

/// Why a file was not read.
public struct FileReadFailure: Error, Sendable, Hashable {
  /// The cause, as it follows a colon: `no such file`.
  public var reason: String

  /// A failure because of `reason`.
  public init(_ reason: String) { self.reason = reason }
}
