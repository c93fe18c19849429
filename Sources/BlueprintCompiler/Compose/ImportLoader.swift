import BlueprintModel

/// Reads the files that a blueprint imports, and those that they import, each once.
struct ImportLoader {
  /// The most files of a chain in which each imports the next.
  static let depthLimit = 50

  let library: FileLibrary
  let log: DiagnosticLog

  /// One step of the way from the blueprint to a file.
  private struct Link {
    let file: String
    /// Where the file before it imports this one.
    let place: Place?
  }

  /// Adds all imported files to `editor`.
  func load(into editor: inout TreeEditor) -> Imports {
    var imports = Imports()
    let file = editor.origins[Int(Origin.document)].file
    imports.files[file] = Imports.File(root: editor.root, prefix: "")
    load(importsOf: [Link(file: file, place: nil)], into: &editor, &imports)
    return imports
  }

  private func load(
    importsOf path: [Link], into editor: inout TreeEditor, _ imports: inout Imports
  ) {
    guard let importer = path.last?.file, let root = imports.files[importer]?.root,
      let node = editor.value(of: BlueprintKey.imports.rawValue, in: root)
    else { return }
    for entry in editor.entries(of: node) where !editor.isNull(entry.value) {
      let name = editor.text(of: entry.key)
      imports.files[importer]?.missing.insert(name)
      guard editor.kind(of: entry.value) == .scalar else { continue }
      let place = editor.place(of: entry.value)
      guard let source = source(editor.text(of: entry.value), from: importer, at: place) else {
        continue
      }
      guard path.count <= Self.depthLimit else {
        log.report(ComposeProblem.importsTooDeep(limit: Self.depthLimit), at: place)
        continue
      }
      let link = Link(file: source.name, place: place)
      if let start = path.firstIndex(where: { $0.file == source.name }) {
        reportCircle(Array(path[start...]) + [link])
        continue
      }
      let namespace = Imports.Namespace(file: source.name, place: place)
      if imports.files[source.name] != nil {
        imports.files[importer]?.add(namespace, as: name)
        continue
      }
      guard let tree = YAMLParser.parse(source, log: log) else { continue }
      imports.files[importer]?.add(namespace, as: name)
      let prefix = (imports.files[importer]?.prefix ?? "") + name + "."
      let added = editor.add(tree)
      checkLanguage(of: added, in: editor)
      imports.files[source.name] = Imports.File(root: added, prefix: prefix)
      load(importsOf: path + [link], into: &editor, &imports)
    }
  }

  private func source(_ path: String, from importer: String, at place: Place) -> Source? {
    do {
      return try library.source(at: path, from: importer)
    } catch {
      log.report(ReferenceProblem.unreadable(path, reason: error.reason), at: place)
      return nil
    }
  }

  /// Only what is imported is read of another file, but it must be of this language.
  private func checkLanguage(of root: NodeReference, in editor: TreeEditor) {
    let key = BlueprintKey.blueprint.rawValue
    guard editor.kind(of: root) == .map else {
      let problem = DecodeProblem.notAMap(construct: BlueprintKey.construct, found: "text")
      return log.report(problem, at: editor.place(of: root))
    }
    guard let version = editor.value(of: key, in: root) else {
      let place = editor.entries(of: root).first.map { editor.place(of: $0.key) }
      return log.report(
        DecodeProblem.missingKey(key, construct: BlueprintKey.construct), at: place)
    }
    guard editor.text(of: version) != "1" else { return }
    log.report(
      DecodeProblem.languageVersion(editor.text(of: version)), at: editor.place(of: version))
  }

  private func reportCircle(_ links: [Link]) {
    let notes = zip(links, links.dropFirst()).map { importer, imported in
      Diagnostic.Note("`\(importer.file)` imports `\(imported.file)`", at: imported.place)
    }
    log.report(
      ComposeProblem.importCircle(links.map(\.file)), at: links.last?.place, notes: notes)
  }
}
