/// The one tree that a blueprint, its profiles, its imports and its templates make.
struct Composition {
  /// The tree.
  let tree: YAMLTree
  /// The files that are imported.
  let imports: Imports
  /// The blueprint's own templates that nobody uses.
  let samples: [TemplateSample]

  /// Composes `parsed` with `profiles` over it, and what it imports from `library`. From here on
  /// `log` knows how each place came to be used. Nil, with a diagnostic, for what would be too
  /// large to look at.
  init?(of parsed: YAMLTree, profiles: [String], library: FileLibrary, log: DiagnosticLog) {
    var editor = TreeEditor(parsed)
    ProfileMerger(log: log).merge(profiles, into: &editor)
    imports = ImportLoader(library: library, log: log).load(into: &editor)
    samples = TemplateExpander(imports: imports, log: log).expand(&editor)
    log.origins = editor.origins
    log.aliases = editor.aliases
    guard CompositionLimits(log: log).hold(for: editor) else { return nil }
    tree = editor.tree()
  }
}
