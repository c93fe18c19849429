/// A path through the names in scope: `services.web[0].address`, `machines.web[*].name`.
public struct Reference: Sendable, Hashable {
  /// One move along the path.
  public enum Element: Sendable, Hashable {
    /// `.name` or `["name"]`.
    case key(String)
    /// `[3]`, from 0.
    case index(Int)
    /// `[*]`: every element, giving a list.
    case splat
  }

  /// The first name: `inputs`, `machines`, `self`, …
  public var root: String
  /// The moves from there.
  public var path: [Element]

  /// The reference `root` followed by `path`.
  public init(root: String, path: [Element] = []) {
    self.root = root
    self.path = path
  }
}
