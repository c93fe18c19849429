import Glibc

extension VerbCall {
  /// The name of the user that everything on these machines runs as: the one of this process.
  static let user: String = {
    guard let entry = getpwuid(geteuid()) else { return String(geteuid()) }
    return String(cString: entry.pointee.pw_name)
  }()
}
