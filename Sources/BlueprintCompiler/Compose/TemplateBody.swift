/// Puts a template's body where it is used.
///
/// A scalar that is one whole `${parameters.NAME}` is replaced by what the use gives, or by the
/// default, so that a parameter can stand for anything: a number of seconds, a list, a part of
/// the body. Secrets, and parameters within a longer text, stay for the passes that know types.
struct TemplateBody {
  /// The origin of the template's text.
  private let text: UInt32
  /// The origin of the use.
  private let use: UInt32
  private let values: [String: NodeReference]
  private let isPatched: Bool

  /// The body of `template` for the use with the origin `use`.
  init(of template: NodeReference, at use: UInt32, in editor: TreeEditor) {
    text = template.origin
    self.use = use
    let frame = editor.frames[Int(editor.origins[Int(use)].frame)]
    values = Self.values(of: frame, in: editor)
    isPatched = editor.isPatched
  }

  private static func values(of frame: Frame, in editor: TreeEditor) -> [String: NodeReference] {
    guard let parameters = frame.parameters, frame.kind != .sample else { return [:] }
    var values: [String: NodeReference] = [:]
    for (key, declaration) in editor.entries(of: parameters) {
      let secret = editor.value(of: InputKey.secret.rawValue, in: declaration)
      if let secret, editor.text(of: secret) != "false" { continue }
      let name = editor.text(of: key)
      let given = frame.arguments.flatMap { editor.value(of: name, in: $0) }
      values[name] = given ?? editor.value(of: InputKey.defaultValue.rawValue, in: declaration)
    }
    return values
  }

  /// `node` of the template as a part of the use.
  func place(_ node: NodeReference, in editor: inout TreeEditor) -> NodeReference {
    var origins: [UInt32: UInt32] = [text: use]
    return place(node, in: &editor, &origins)
  }

  /// What has nothing to replace in it stays shared.
  private func place(
    _ node: NodeReference, in editor: inout TreeEditor, _ origins: inout [UInt32: UInt32]
  ) -> NodeReference {
    if let name = editor.wholeParameter(node), let value = values[name] { return value }
    let origin = moved(node.origin, &editor, &origins)
    let target = NodeReference(index: node.index, origin: origin)
    guard isPatched || editor.holdsParameter(node, among: values) else { return target }
    switch editor.kind(of: node) {
    case .scalar: return target
    case .list:
      var elements: [NodeReference] = []
      for element in editor.elements(of: node) {
        elements.append(place(element, in: &editor, &origins))
      }
      return editor.list(elements, like: target)
    case .map:
      var entries: [TreeEditor.Entry] = []
      for entry in editor.entries(of: node) {
        let key = NodeReference(
          index: entry.key.index, origin: moved(entry.key.origin, &editor, &origins))
        entries.append((key, place(entry.value, in: &editor, &origins)))
      }
      return editor.map(entries, like: target)
    }
  }

  /// What a profile put into the template becomes a part of the use, too.
  private func moved(
    _ old: UInt32, _ editor: inout TreeEditor, _ origins: inout [UInt32: UInt32]
  ) -> UInt32 {
    if let known = origins[old] { return known }
    var origin = editor.origins[Int(old)]
    origin.parent = use
    origin.frame = editor.origins[Int(use)].frame
    let new = editor.add(origin)
    origins[old] = new
    return new
  }
}

extension TreeEditor {
  /// The name in a scalar that is one whole `${parameters.NAME}`.
  fileprivate func wholeParameter(_ node: NodeReference) -> String? {
    guard kind(of: node) == .scalar else { return nil }
    let text = text(of: node)
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let path = text.dropFirst(2).dropLast().split(separator: " ")
    guard path.count == 1, path[0].hasPrefix("parameters.") else { return nil }
    let name = String(path[0].dropFirst("parameters.".count))
    return NamePattern.variable.matches(name) ? name : nil
  }

  fileprivate func holdsParameter(
    _ node: NodeReference, among values: [String: NodeReference]
  ) -> Bool {
    switch kind(of: node) {
    case .scalar: wholeParameter(node).map { values[$0] != nil } ?? false
    case .list: elements(of: node).contains { holdsParameter($0, among: values) }
    case .map: entries(of: node).contains { holdsParameter($0.value, among: values) }
    }
  }
}
