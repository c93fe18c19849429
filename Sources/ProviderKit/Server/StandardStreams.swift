import Glibc

/// The plugin's two ends of the protocol.
struct StandardStreams: Sendable {
  /// Where the controller's messages come from.
  let input: CInt
  /// Where the plugin's messages go.
  let output: CInt

  /// Moves the protocol away from descriptors 0 and 1 onto ones that are closed on exec, so that
  /// nothing that the plugin starts can read, write or hold open the protocol; then standard
  /// input is empty, and what is printed goes to the plugin's log.
  static func take() throws(SystemCallError) -> StandardStreams {
    let input = try check("dup", fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3))
    let output = try check("dup", fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))
    let null = try check("open /dev/null", open("/dev/null", O_RDONLY | O_CLOEXEC))
    try check("dup2", dup2(null, STDIN_FILENO))
    try check("dup2", dup2(STDERR_FILENO, STDOUT_FILENO))
    close(null)
    return StandardStreams(input: input, output: output)
  }

  @discardableResult
  private static func check(_ call: String, _ result: CInt) throws(SystemCallError) -> CInt {
    guard result >= 0 else { throw SystemCallError(call) }
    return result
  }
}
