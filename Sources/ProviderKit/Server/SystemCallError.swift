import Glibc

/// A system call that failed.
struct SystemCallError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The call, with the path it was about.
  var call: String
  /// Its error number.
  var code: CInt

  /// The failure of `call` that `errno` tells.
  init(_ call: String) {
    self.call = call
    code = errno
  }

  var description: String { "\(call): \(String(cString: strerror(code)))" }
}
