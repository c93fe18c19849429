import BlueprintModel

/// What the language takes at a cursor.
public struct Offer: Sendable {
  /// A key that a map can have.
  public struct Key: Sendable, Hashable {
    /// What the value of a key is, roughly.
    public enum Form: Sendable, Hashable { case scalar, list, map }

    /// The key.
    public var name: String
    /// What it is for.
    public var description: String
    /// Whether the map must have it.
    public var isRequired: Bool
    /// What its value is, if it has one form alone.
    public var form: Form
  }

  /// The keys of the map at the cursor that it does not have yet.
  public var keys: [Key] = []
  /// The words that the value can be.
  public var choices: [String] = []
  /// What the value names.
  public var role: NameRole?
  /// The construct at the cursor: `service`; nil where the language fixes none.
  public var construct: String?
  /// The service, machine group or template around the cursor, as ``Symbol/owner`` writes it.
  public var owner = ""
  /// The action around the cursor; empty outside of one.
  public var action = ""
  /// What the keys of the map name, where they name something declared: those of `with`, those of
  /// a profile.
  public var names: Names?

  /// What keys can name.
  public enum Names: Sendable, Hashable {
    /// The parameters of the template that the owner uses.
    case parameters
    /// What this section of the file declares.
    case section(Symbol.Kind)
    /// The settings of the target.
    case settings(target: String)
  }
}

extension LanguageSchema {
  /// What the language takes at `cursor`.
  public func offer(at cursor: Cursor) -> Offer {
    var offer = Offer()
    var shape: Int? = root
    var construct: String?
    var key = ""
    var depth = 0
    var section = ""
    var isPatch = false
    for step in cursor.path {
      switch step {
      case .key(let name):
        construct = shape.flatMap { self.construct(of: $0) }
        key = name
        depth += 1
        shape = shape.flatMap { property(name, of: $0) }
        if section == "profiles", depth == 2 {
          (shape, depth, section, isPatch) = (root, 0, "", true)
        } else if depth == 1 {
          section = name
        } else if depth == 2 {
          offer.enter(name, of: section)
        }
      case .element: shape = shape.flatMap { items(of: $0) }
      }
    }
    if cursor.role != .key {
      offer.role = NameRole.of(key, in: construct)
      offer.choices = shape.map { words(of: $0) } ?? []
    }
    guard cursor.role != .value else { return offer }
    offer.construct = shape.flatMap { self.construct(of: $0) }
    offer.keys = shape.map { keys(of: $0, besides: cursor.siblings) } ?? []
    offer.names = names(key, depth: depth, section: section, isPatch: isPatch, offer)
    return offer
  }

  private func names(
    _ key: String, depth: Int, section: String, isPatch: Bool, _ offer: Offer
  ) -> Offer.Names? {
    if key == "with" { return .parameters }
    if offer.construct == "target" {
      return .settings(target: String(offer.owner.dropFirst("targets.".count)))
    }
    guard isPatch, depth == 1 else { return nil }
    return IndexBuilder.kinds[section].map { .section($0) }
  }

  private func keys(of shape: Int, besides siblings: Set<String>) -> [Offer.Key] {
    let required = required(of: shape)
    return keys(of: shape).filter { !siblings.contains($0.name) }.map { name, shape in
      Offer.Key(
        name: name, description: description(of: shape), isRequired: required.contains(name),
        form: form(of: shape))
    }
  }

  private func form(of shape: Int) -> Offer.Key.Form {
    let types = types(of: shape)
    if types == ["object"] { return .map }
    return types == ["array"] ? .list : .scalar
  }

  private func words(of shape: Int) -> [String] {
    let choices = choices(of: shape)
    if choices.isEmpty, types(of: shape) == ["boolean"] { return ["true", "false"] }
    return choices.map { $0.string ?? $0.canonicalJSON }
  }

  /// What the key at the end of `path` is for, and the construct that it is a key of; nil for a
  /// name that the author gave.
  public func documentation(of path: [Cursor.Step]) -> (construct: String, text: String)? {
    var shape = root
    var found: (construct: String, text: String)?
    for (number, step) in path.enumerated() {
      switch step {
      case .key(let name):
        let isProfile = number == 1 && path[0] == .key("profiles")
        guard !isProfile else {
          (shape, found) = (root, nil)
          continue
        }
        guard let next = property(name, of: shape) else { return nil }
        found = fixedProperty(name, of: shape).map {
          (construct(of: shape) ?? "", description(of: $0))
        }
        shape = next
      case .element:
        guard let next = items(of: shape) else { return nil }
        shape = next
      }
    }
    return found
  }
}

extension Offer {
  fileprivate mutating func enter(_ name: String, of section: String) {
    if section == "actions" { action = name }
    owner = "\(section).\(name)"
  }
}
