import BlueprintExpressions
import BlueprintModel

/// Finds every declared name of a blueprint and of the files that it imports, and every place that
/// uses one.
///
/// It works on each file as it is written, not on the composed tree: a name is found where the
/// author sees it, and also in what does not compile.
struct IndexBuilder {
  let schema: LanguageSchema
  let library: FileLibrary
  /// The values of `inputs` and `locals`, for paths that are built from them.
  let constants: [String: BoundValue]
  var index = SymbolIndex()
  var documents: [String: DocumentTree] = [:]
  /// The files in the order in which they were found; the first is the blueprint.
  private(set) var files: [String] = []
  /// The endpoints that services and templates write down, by file and owner.
  var endpoints: [Owner: [String: NamedEntry]] = [:]
  /// The templates that services, machine groups and templates use, by file and owner.
  var templates: [Owner: String] = [:]
  /// The lists and maps that were walked; an alias leads to one again.
  var walked: Set<Position> = []
  /// The Mustache files that were read.
  var rendered: Set<String> = []

  /// A service, machine group or template of a file.
  struct Owner: Hashable {
    let file: String
    let name: String
  }

  /// A key and where it stands.
  struct NamedEntry {
    let key: YAMLNode
    let value: YAMLNode
  }

  /// A node of a file.
  struct Position: Hashable {
    let file: String
    let node: UInt32
  }

  init(schema: LanguageSchema, library: FileLibrary, constants: [String: BoundValue]) {
    self.schema = schema
    self.library = library
    self.constants = constants
  }

  /// Finds the names of `document` and of what it imports.
  mutating func build(_ document: DocumentTree) {
    load(document)
    for file in files { declare(file) }
    declareEndpoints()
    for file in files { walk(file) }
  }

  /// The deepest import that is followed.
  private static let importDepth = 32

  private mutating func load(_ document: DocumentTree, depth: Int = 0) {
    let file = document.source.name
    guard documents[file] == nil, depth < Self.importDepth else { return }
    documents[file] = document
    files.append(file)
    for (key, value) in document.tree.root["imports"]?.entries ?? document.noEntries {
      guard value.kind == .scalar, !value.isNull,
        let source = try? library.source(at: value.text, from: file)
      else { continue }
      index.imports[file, default: [:]][key.text] = source.name
      index.links.append(FileLink(place: place(of: value), file: source.name))
      if let imported = DocumentTree(source) { load(imported, depth: depth + 1) }
    }
  }

  /// The place of a scalar without its quotes.
  func place(of node: YAMLNode) -> Place {
    guard node.kind == .scalar, !node.isPlain, let lines = documents[node.file]?.lines,
      let range = ScalarText(node, in: lines)?.range
    else { return node.place }
    return Place(file: node.file, range: range)
  }

  /// The template `name`, as `file` names it: its file and its name there.
  func template(_ name: String, in file: String) -> Owner? {
    var file = file
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let last = parts.removeLast()
    for part in parts {
      guard let next = index.imports[file]?[part] else { return nil }
      file = next
    }
    return Owner(file: file, name: "templates.\(last)")
  }

  /// The endpoint that `name` means for `owner`: that of the template it is built from, or its own.
  func endpoint(_ name: String, of owner: Owner, depth: Int = 0) -> Symbol? {
    if depth < 16, let used = templates[owner].flatMap({ template($0, in: owner.file) }),
      let found = endpoint(name, of: used, depth: depth + 1)
    {
      return found
    }
    guard endpoints[owner]?[name] != nil else { return nil }
    return Symbol(kind: .endpoint, file: owner.file, owner: owner.name, name: name)
  }

  /// What `name` of `kind` means in `file`: its own declaration, or the blueprint's.
  func symbol(_ kind: Symbol.Kind, _ name: String, in file: String) -> Symbol? {
    for file in [file] + files.prefix(1) {
      let symbol = Symbol(kind: kind, file: file, owner: "", name: name)
      if index[symbol] != nil { return symbol }
    }
    return nil
  }
}

extension DocumentTree {
  /// The entries of a map that there is not.
  var noEntries: YAMLNode.Entries {
    YAMLNode.Entries(tree: tree, origin: Origin.document, first: 0, count: 0)
  }
}
