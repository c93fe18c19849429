/// The templates of each file by name, found once: every use looks one up.
final class TemplateTable {
  private var files: [String: [String: NodeReference]] = [:]

  /// The templates of `file`, whose document is `root`.
  func templates(
    of file: String, _ root: NodeReference?, in editor: TreeEditor
  ) -> [String: NodeReference] {
    if let known = files[file] { return known }
    let node = root.flatMap { editor.value(of: BlueprintKey.templates.rawValue, in: $0) }
    var found: [String: NodeReference] = [:]
    for entry in node.map({ editor.entries(of: $0) }) ?? [] where !editor.isNull(entry.value) {
      found[editor.text(of: entry.key)] = entry.value
    }
    files[file] = found
    return found
  }
}
