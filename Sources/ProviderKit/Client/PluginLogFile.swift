import Glibc

/// The file that a plugin's standard error goes to.
enum PluginLogFile {
  /// Opens `path` for appending, made with mode 0600 if it is missing, closed on exec.
  static func open(_ path: String) throws(SystemCallError) -> CInt {
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    let descriptor = Glibc.open(path, flags, 0o600)
    guard descriptor >= 0 else { throw SystemCallError("open \(path)") }
    return descriptor
  }
}
