import BlueprintModel

/// Puts the bodies of templates where they are used, with the use's own keys merged over them.
///
/// The use of a template is a frame: what `parameters` means in the body. A body is shared by all
/// its uses; only the record at its top is copied, to say by its origin which use it belongs to.
struct TemplateExpander {
  let imports: Imports
  let log: DiagnosticLog
  private let table = TemplateTable()

  init(imports: Imports, log: DiagnosticLog) {
    self.imports = imports
    self.log = log
  }

  /// The most uses of templates in one blueprint.
  static let limit = 1_000_000
  /// The most templates of a chain in which each is built from the next.
  static let depthLimit = 50

  /// A kind of thing that templates make.
  private struct Maker {
    /// The top-level key whose members use templates.
    let section: BlueprintKey
    /// The key of a template that holds the body.
    let body: TemplateKey
    /// Where the expressions of a member stand.
    let scope: @Sendable (String) -> Scope
  }

  private static let makers = [
    Maker(section: .machines, body: .machine) { .machines($0) },
    Maker(section: .services, body: .service) { .service($0) },
  ]

  /// A template that is being expanded.
  private struct Use {
    let name: String
    let file: String
    let place: Place
  }

  /// Expands every use in the blueprint, and the templates of it that nobody uses, so that a
  /// mistake in them is found; these are returned.
  func expand(_ editor: inout TreeEditor) -> [TemplateSample] {
    var used: Set<String> = []
    for maker in Self.makers {
      guard let section = editor.value(of: maker.section.rawValue, in: editor.root) else {
        continue
      }
      let members = editor.entries(of: section)
      var isChanged = false
      let placed = members.map { entry -> TreeEditor.Entry in
        let owner = maker.scope(editor.text(of: entry.key))
        guard let value = expanded(entry.value, maker, owner, within: [], &used, &editor) else {
          return entry
        }
        isChanged = true
        return (entry.key, value)
      }
      guard isChanged else { continue }
      editor.replace(maker.section, by: editor.map(placed, like: section))
    }
    return unused(besides: used, &editor)
  }

  /// `node` with its template in place; nil for one that uses none, and after a diagnostic.
  private func expanded(
    _ node: NodeReference, _ maker: Maker, _ owner: Scope, within path: [Use],
    _ used: inout Set<String>, _ editor: inout TreeEditor
  ) -> NodeReference? {
    let arguments = editor.value(of: TemplateUseKey.with, in: node)
    guard let name = editor.value(of: TemplateUseKey.template, in: node) else {
      if let arguments {
        log.report(ComposeProblem.withoutTemplate, at: editor.place(of: arguments))
      }
      return nil
    }
    guard editor.placedNodes <= CompositionLimits.nodeLimit else { return nil }
    guard let (template, use) = template(name, maker, within: path, editor) else { return nil }
    used.insert(use.file + "\n" + use.name)
    guard let body = editor.value(of: maker.body.rawValue, in: template) else { return nil }
    editor.countNodes(of: body)
    guard editor.placedNodes <= CompositionLimits.nodeLimit else {
      log.report(ComposeProblem.tooLarge(limit: CompositionLimits.nodeLimit), at: use.place)
      return nil
    }
    let kind: Frame.Kind = .use(owner)
    let origin = enter(template, use, of: name, arguments: arguments, kind, &editor)
    let inner = TemplateBody(of: template, at: origin, in: editor).place(body, in: &editor)
    let base = expanded(inner, maker, owner, within: path + [use], &used, &editor) ?? inner
    let own = editor.entries(of: node).filter {
      !TemplateUseKey.all.contains(editor.text(of: $0.key))
    }
    return editor.merged(editor.map(own, like: node), over: base)
  }

  private func enter(
    _ template: NodeReference, _ use: Use, of name: NodeReference, arguments: NodeReference?,
    _ kind: Frame.Kind, _ editor: inout TreeEditor
  ) -> UInt32 {
    let parameters = editor.value(of: TemplateKey.parameters.rawValue, in: template)
    let frame = editor.add(
      Frame(
        kind: kind, template: editor.text(of: name), use: use.place, parameters: parameters,
        arguments: arguments))
    return editor.add(
      Origin(
        file: use.file, cause: .template(name: editor.text(of: name), use: use.place),
        parent: name.origin, frame: frame))
  }

  /// The template that `name` names; nil after a diagnostic.
  private func template(
    _ name: NodeReference, _ maker: Maker, within path: [Use], _ editor: TreeEditor
  ) -> (NodeReference, Use)? {
    let place = editor.place(of: name)
    guard editor.kind(of: name) == .scalar else {
      let problem = DecodeProblem.wrongKind(
        TemplateUseKey.template, wanted: "the name of a template", found: editor.noun(of: name))
      log.report(problem, at: place)
      return nil
    }
    let text = editor.text(of: name)
    guard let found = lookUp(text, in: place.file, at: place) else { return nil }
    let templates = table.templates(
      of: found.file, imports.files[found.file]?.root, in: editor)
    guard let template = templates[found.name] else {
      let prefix = text.dropLast(found.name.count)
      let problem = ComposeProblem.noTemplate(
        text, known: templates.keys.sorted().map { prefix + $0 })
      log.report(problem, at: place)
      return nil
    }
    let use = Use(name: found.name, file: found.file, place: place)
    if let start = path.firstIndex(where: { $0.name == use.name && $0.file == use.file }) {
      reportCircle(Array(path[start...]) + [use])
      return nil
    }
    guard path.count < Self.depthLimit else {
      log.report(ComposeProblem.templatesTooDeep(limit: Self.depthLimit), at: place)
      return nil
    }
    guard editor.frames.count <= Self.limit else {
      log.report(ComposeProblem.tooManyUses(limit: Self.limit), at: place)
      return nil
    }
    let other = Self.makers.first { $0.body != maker.body }
    if let other, editor.value(of: maker.body.rawValue, in: template) == nil,
      editor.value(of: other.body.rawValue, in: template) != nil
    {
      let problem = ComposeProblem.wrongTemplate(
        text, holds: other.body.product, wanted: maker.body.product)
      log.report(problem, at: place)
      return nil
    }
    return (template, use)
  }

  private func lookUp(
    _ name: String, in file: String, at place: Place
  ) -> (file: String, name: String)? {
    if let found = imports.resolve(name, in: file) { return found }
    let namespace = String(name.prefix { $0 != "." })
    guard imports.files[file]?.missing.contains(namespace) != true else { return nil }
    let known = imports.files[file]?.namespaces.keys.sorted() ?? []
    log.report(ComposeProblem.noNamespace(namespace, of: name, known: known), at: place)
    return nil
  }

  private func reportCircle(_ uses: [Use]) {
    let notes = zip(uses, uses.dropFirst()).map { outer, inner in
      Diagnostic.Note("`\(outer.name)` uses `\(inner.name)`", at: inner.place)
    }
    log.report(
      ComposeProblem.templateCircle(uses.map(\.name)), at: uses.last?.place, notes: notes)
  }

  /// The blueprint's own templates that nobody uses.
  private func unused(
    besides used: Set<String>, _ editor: inout TreeEditor
  ) -> [TemplateSample] {
    guard let templates = editor.value(of: BlueprintKey.templates.rawValue, in: editor.root) else {
      return []
    }
    var found: [TemplateSample] = []
    let file = editor.origins[Int(Origin.document)].file
    for entry in editor.entries(of: templates) {
      let name = editor.text(of: entry.key)
      guard !used.contains(file + "\n" + name) else { continue }
      let use = Use(name: name, file: file, place: editor.place(of: entry.key))
      var ignored: Set<String> = []
      for maker in Self.makers {
        guard let body = editor.value(of: maker.body.rawValue, in: entry.value) else { continue }
        let origin = enter(entry.value, use, of: entry.key, arguments: nil, .sample, &editor)
        let inner = TemplateBody(of: entry.value, at: origin, in: editor).place(body, in: &editor)
        let owner = maker.scope(Frame.sampleName(name))
        let value = expanded(inner, maker, owner, within: [use], &ignored, &editor) ?? inner
        found.append(TemplateSample(name: name, key: maker.body, place: use.place, body: value))
      }
    }
    return found
  }
}

extension TreeEditor {
  /// What a node is, as a message says it.
  fileprivate func noun(of node: NodeReference) -> String {
    switch kind(of: node) {
    case .list: "a list"
    case .map: "a map"
    case .scalar: "text"
    }
  }

  /// Puts `node` under the top-level key `key`.
  fileprivate mutating func replace(_ key: BlueprintKey, by node: NodeReference) {
    let entries = entries(of: root).map { entry -> Entry in
      text(of: entry.key) == key.rawValue ? (entry.key, node) : entry
    }
    root = map(entries, like: root)
  }
}
