import BlueprintModel

/// The entries of one construct's map, with its unknown, unsupported and missing keys reported.
struct Fields<Key: ConstructKey> {
  /// The map.
  let node: YAMLNode
  /// Where mistakes go.
  let log: DiagnosticLog
  private var entries: [(key: Key, keyNode: YAMLNode, value: YAMLNode)] = []
  /// Keys that are not known here; what seems to be missing may be one of them, misspelt.
  private var strangers: [String] = []

  /// The entries of `node`. `place` is where missing keys are reported: the key that the map
  /// belongs to; nothing is missing in one that need not be whole. Without a map there are no
  /// entries, and one diagnostic that says so.
  init(_ node: YAMLNode, at place: Place, isWhole: Bool = true, log: DiagnosticLog) {
    self.node = node
    self.log = log
    guard node.kind == .map else {
      let problem = DecodeProblem.notAMap(construct: Key.construct, found: node.kindName)
      log.report(problem, at: node.isNull ? place : node.place)
      return
    }
    entries.reserveCapacity(node.entries.count)
    for (key, value) in node.entries {
      let name = key.text
      if let known = Key(rawValue: name) {
        entries.append((known, key, value))
      } else {
        strangers.append(name)
        reportUnknown(name, at: key.place)
      }
    }
    for key in isWhole ? Key.required : [] where !holds(key) && !isMisspelt(key) {
      let problem = DecodeProblem.missingKey(key.rawValue, construct: Key.construct)
      log.report(problem, at: place)
    }
  }

  private func holds(_ key: Key) -> Bool {
    entries.contains { $0.key == key && !$0.value.isNull }
  }

  private func isMisspelt(_ key: Key) -> Bool {
    !strangers.isEmpty && !Suggestions.close(to: key.rawValue, among: strangers).isEmpty
  }

  /// The value of `key`; nil if it is missing, or null, which removes a key as in a profile, or
  /// a parameter of a template that nobody uses.
  subscript(key: Key) -> YAMLNode? {
    guard let position = position(of: key) else { return nil }
    let value = entries[position].value
    return value.isNull || value.isSample ? nil : value
  }

  /// The place of `key` itself.
  func place(of key: Key) -> Place? {
    position(of: key).map { entries[$0].keyNode.place }
  }

  /// Where `key` is among the entries; looks at the keys alone, since this is asked most of all.
  private func position(of key: Key) -> Int? {
    for position in entries.indices where entries[position].key == key { return position }
    return nil
  }

  /// Those of `keys` that are there.
  func present(_ keys: [Key]) -> [Key] { keys.filter { self[$0] != nil } }

  /// The only one of `keys` that is there; nil, with a diagnostic, for none or several.
  func exactlyOne(of keys: [Key], at place: Place) -> Key? {
    let found = present(keys)
    if found.count == 1 { return found[0] }
    let isOpen = entries.contains { keys.contains($0.key) && $0.value.isSample }
    if found.isEmpty && isOpen { return nil }
    guard node.kind == .map, !(found.isEmpty && !strangers.isEmpty) else { return nil }
    let problem = DecodeProblem.notExactlyOne(
      construct: Key.construct, choices: keys.map(\.rawValue), found: found.map(\.rawValue))
    log.report(problem, at: found.last.flatMap { self.place(of: $0) } ?? place)
    return nil
  }

  private func reportUnknown(_ name: String, at place: Place) {
    if Key.unsupported.contains(name) {
      return log.report(DecodeProblem.notSupported(name), at: place)
    }
    let known = Key.allCases.map(\.rawValue)
    let present = node.entries.map(\.key.text)
    let problem = DecodeProblem.unknownKey(
      name, construct: Key.construct, known: known, present: present)
    log.report(problem, at: place)
  }
}

extension YAMLNode {
  /// Whether the node is a parameter of a template that nobody uses: it can stand for anything.
  var isSample: Bool {
    frame != 0 && tree.frames[Int(frame)].kind == .sample && hasExpression
      && text.hasPrefix("${parameters.") && text.firstIndex(of: "}") == text.indices.last
  }
}
