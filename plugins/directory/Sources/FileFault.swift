import BlueprintModel
import Glibc

extension Failure {
  /// The failure of the system call that has just failed, which was about `path`.
  static func system(_ doing: String, _ path: String, code: CInt = errno) -> Failure {
    let message = "cannot \(doing) `\(path)`: \(String(cString: strerror(code)))"
    let (kind, name): (FailureClass, String) =
      switch code {
      case ENOSPC, EDQUOT: (.permanent, "no_space")
      case EACCES, EPERM, EROFS: (.permanent, "no_permission")
      case ENOENT: (.permanent, "no_such_file")
      case EXDEV: (.permanent, "other_file_system")
      case EIO: (.unknown, "io_error")
      case EMFILE, ENFILE, ENOMEM, EBUSY: (.transient, "busy")
      default: (.permanent, "file_error")
      }
    return Failure(kind, code: name, message)
  }
}
