import BlueprintCompiler
import BlueprintModel

/// The open texts and what there is to say about them.
struct Workspace {
  let surroundings: ServerSurroundings
  /// The open texts by address.
  private(set) var documents: [String: TextDocument] = [:]
  /// The addresses of open texts by file, as the client writes them.
  private var addresses: [String: String] = [:]
  /// The newest analyses by the blueprint's file.
  private(set) var analyses: [String: Analysis] = [:]
  /// The blueprints whose analysis is older than a text that it read.
  private(set) var outdated: Set<String> = []

  init(_ surroundings: ServerSurroundings) { self.surroundings = surroundings }

  /// The file that places name for the text at `uri`.
  static func file(_ uri: String) -> String { FileURI.path(uri) ?? uri }

  /// The address of `file` for the client.
  func uri(of file: String) -> String {
    addresses[file] ?? (file.hasPrefix("/") ? FileURI.uri(file) : file)
  }

  /// The open text of `file`.
  func document(of file: String) -> TextDocument? { addresses[file].flatMap { documents[$0] } }

  mutating func open(_ document: TextDocument) {
    let file = Self.file(document.uri)
    documents[document.uri] = document
    addresses[file] = document.uri
    // A file that was missed may be there now.
    outdated.formUnion(analyses.keys)
    if isBlueprint(document) { outdated.insert(file) }
  }

  mutating func change(_ uri: String, _ changes: [Value], version: Int) throws(RequestFailure) {
    guard var document = documents[uri] else {
      throw RequestFailure(.invalidParameters, "`\(uri)` is not open")
    }
    try document.apply(changes, version: version)
    documents[uri] = document
    touch(Self.file(uri))
    if isBlueprint(document) { outdated.insert(Self.file(uri)) }
  }

  mutating func close(_ uri: String) {
    let file = Self.file(uri)
    documents[uri] = nil
    addresses[file] = nil
    analyses[file] = nil
    outdated.remove(file)
    touch(file)
  }

  /// Notes that `file` has changed.
  mutating func touch(_ file: String) {
    for (blueprint, analysis) in analyses where analysis.files.contains(file) {
      outdated.insert(blueprint)
    }
  }

  /// Notes that any file may have changed.
  mutating func touchAll() { outdated.formUnion(analyses.keys) }

  /// Whether the text is a blueprint, and not another YAML file: by its name, or because it says so.
  private func isBlueprint(_ document: TextDocument) -> Bool {
    let name = Self.file(document.uri).split(separator: "/").last.map(String.init) ?? ""
    let names = ["blueprint.yaml", "blueprint.yml"]
    if names.contains(where: { name == $0 || name.hasSuffix(".\($0)") }) { return true }
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || !document.uri.hasPrefix("file:")
    else { return false }
    let key = Array("blueprint:".utf8)
    let line = [UInt8(ascii: "\n")] + key
    return document.lines.bytes.starts(with: key) || document.lines.bytes.contains(line)
  }

  /// Analyses what has changed; returns the blueprints that were analysed.
  @discardableResult mutating func refresh() -> [String] {
    let stale = outdated.sorted()
    for file in stale { refresh(file) }
    return stale
  }

  private mutating func refresh(_ file: String) {
    outdated.remove(file)
    guard let document = document(of: file), isBlueprint(document) else {
      analyses[file] = nil
      return
    }
    analyses[file] = analysis(
      of: Source(name: file, bytes: document.lines.bytes), earlier: analyses[file])
  }

  private func analysis(of source: Source, earlier: Analysis? = nil) -> Analysis {
    let directory = Self.directory(of: source.name)
    let request = CompileRequest(
      source: source,
      fileReader: { path throws(FileReadFailure) in try read(path, in: directory) },
      manifests: surroundings.manifests)
    return Analysis(of: request, schema: surroundings.schema, earlier: earlier)
  }

  private func read(_ path: String, in directory: String) throws(FileReadFailure) -> [UInt8] {
    if let document = document(of: Self.join(directory, path)) { return document.lines.bytes }
    guard directory.hasPrefix("/") else { throw FileReadFailure("this text is in no folder") }
    return try surroundings.read(directory, path)
  }

  /// The newest analyses that read `file`, its own first.
  mutating func analyses(reading file: String) -> [Analysis] {
    refresh()
    let others = analyses.values.filter { $0.file != file && $0.files.contains(file) }
    return (analyses[file].map { [$0] } ?? []) + others.sorted { $0.file < $1.file }
  }

  /// The analyses of all blueprints of the project that read `file`, also of those that are not
  /// open.
  mutating func allAnalyses(reading file: String) -> [Analysis] {
    var found = analyses(reading: file)
    for path in surroundings.blueprints(file) where document(of: path) == nil {
      guard let lines = lines(of: path) else { continue }
      let analysis = analysis(of: Source(name: path, bytes: lines.bytes))
      if analysis.files.contains(file) { found.append(analysis) }
    }
    return found
  }

  /// The lines of `file`, open or not; nil if it cannot be read.
  func lines(of file: String) -> TextLines? {
    if let document = document(of: file) { return document.lines }
    guard file.hasPrefix("/"), let name = file.split(separator: "/").last else { return nil }
    let bytes = try? surroundings.read(Self.directory(of: file), String(name))
    return bytes.map { TextLines(bytes: $0) }
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `path` seen from `directory`, without `.` and `..`.
  private static func join(_ directory: String, _ path: String) -> String {
    var parts: [Substring] = []
    for part in (directory + "/" + path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
