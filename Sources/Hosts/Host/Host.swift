import BlueprintModel

/// A place where commands run and files lie: this machine, a server behind SSH, a container.
///
/// What must outlive the connection is not a command but a job (``HostJobs``) or a supervised
/// service (``HostServices``); both are built on these three methods alone.
public protocol Host: Sendable {
  /// Runs a short command to its end.
  ///
  /// - Throws: ``HostError/timedOut(command:after:)`` after the command's time limit, when it has
  ///   been killed; ``HostError/unreachable(_:)`` if it could not be started.
  func run(_ command: HostCommand) async throws(HostError) -> CommandResult

  /// Writes a file so that readers see the old one or the whole new one, durable when this
  /// returns. Missing parent directories are made.
  ///
  /// - Parameter mode: the permission bits.
  /// - Returns: the digest of the content.
  @discardableResult
  func put(_ content: FileContent, at path: String, mode: Int) async throws(HostError) -> Digest

  /// Reads at most `limit` bytes from byte `offset` on; nil if there is no such file, empty at
  /// its end.
  func read(_ path: String, from offset: Int, limit: Int) async throws(HostError) -> [UInt8]?
}
