import BlueprintModel

/// A name that a tag uses.
public struct MustacheName: Sendable, Hashable {
  /// The parts between the dots, at least one.
  public var path: [String]
  /// Where the tag starts.
  public var position: SourcePosition
  /// Where the tag starts that closes the section; nil if this is no section.
  public var closing: SourcePosition?
  /// The names of the sections around it, from the outside. Within a section, a name may also
  /// belong to the section's element.
  public var sections: [[String]]
  /// Whether the tag shows the value. The other tags, sections, may lead to nothing behind the
  /// first part of the name.
  public var isShown: Bool
}

/// A tag that shows something or decides on it. Plain text and comments leave no element.
struct MustacheElement: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// `{{name}}`.
    case variable
    /// `{{#name}}…{{/name}}`.
    case section([MustacheElement])
    /// `{{^name}}…{{/name}}`.
    case inverted([MustacheElement])
  }

  /// What the tag is about.
  enum Subject: Sendable, Hashable {
    /// `.`, the present element.
    case present
    /// `a.b`.
    case path([String])
    /// The place in the list, of which `index()` and its like tell something.
    case sequence
  }

  var kind: Kind
  var subject: Subject
  /// The functions around the name, from the outside: `reversed` of `reversed(hosts)`.
  var transforms: [String]
  var position: SourcePosition
  /// Where the tag starts that closes a section.
  var closing: SourcePosition?
  /// The characters between the tags of a section.
  var length = 0
}

extension MustacheElement {
  func collectNames(into names: inout [MustacheName], sections: [[String]]) {
    var inner = sections
    if case .path(let path) = subject {
      names.append(
        MustacheName(
          path: path, position: position, closing: closing, sections: sections,
          isShown: kind == .variable))
      inner.append(path)
    } else {
      inner.append([])
    }
    switch kind {
    case .variable: break
    case .section(let elements), .inverted(let elements):
      for element in elements { element.collectNames(into: &names, sections: inner) }
    }
  }
}
