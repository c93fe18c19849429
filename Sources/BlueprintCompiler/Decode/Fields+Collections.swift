import BlueprintModel

extension Fields {
  /// A named member of a map such as `services`.
  typealias Member = (name: String, place: Place, key: YAMLNode, value: YAMLNode)

  /// The elements of a list; empty for a missing key. A list that is `ofWords` may be meant by a
  /// single one.
  func list(_ key: Key, ofWords: Bool = false) -> [YAMLNode] {
    guard let node = self[key] else { return [] }
    guard node.kind == .list else {
      reportKind(node, key, wanted: "a list", ofWords ? node.asList : [])
      return []
    }
    return Array(node.elements)
  }

  /// The members of a map whose keys are the author's names. `construct` says what a member is,
  /// with its article; nil takes any key. A member with a bad name stays, so that what is within
  /// it and what refers to it is checked too.
  func members(_ key: Key, named construct: String?, pattern: NamePattern = .name) -> [Member] {
    guard let node = self[key] else { return [] }
    guard node.kind == .map else {
      reportKind(node, key, wanted: "a map")
      return []
    }
    var members: [Member] = []
    members.reserveCapacity(node.entries.count)
    for (key, value) in node.entries {
      let name = key.text
      if let construct, !pattern.matches(name) {
        let problem = DecodeProblem.badName(name, construct: construct, pattern)
        log.report(problem, at: key.place)
      }
      members.append((name, key.place, key, value))
    }
    return members
  }

  /// A list of names that refer to something.
  func references(_ key: Key) -> [Located<String>] {
    list(key, ofWords: true).compactMap { node in
      if node.isSample { return nil }
      guard node.kind == .scalar, !node.isNull else {
        let problem = DecodeProblem.wrongKind(
          key.rawValue, wanted: "a list of names", found: "a list with \(node.kindName)")
        log.report(problem, at: node.place)
        return nil
      }
      return Located(node.text, at: node.place)
    }
  }
}
