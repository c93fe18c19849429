/// Paths as text.
public enum LocalPath {
  /// What is above `path`; `/` for a path with one component, `.` for a relative name.
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The components of `path` without empty ones and `.`, or nil if it holds `..` or a NUL, by
  /// which it could lead out of the directory that it is meant to stay in.
  public static func components(of path: String) -> [String]? {
    guard !path.utf8.contains(0) else { return nil }
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    return parts.contains("..") ? nil : parts
  }
}
