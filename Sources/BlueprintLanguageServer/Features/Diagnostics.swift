import BlueprintCompiler
import BlueprintModel

/// What the client was told about one file.
struct PublishedDiagnostics: Hashable {
  /// The diagnostics, as they were sent.
  var json: [Value]
  /// The version of the text; nil for one that is not open.
  var version: Int?
}

extension LanguageServer {
  /// Analyses what has changed, and tells the client what is new.
  mutating func publish() -> [Effect] {
    workspace.refresh()
    var files: [String: [Diagnostic]] = [:]
    for file in workspace.documents.keys.map(Workspace.file) { files[file] = [] }
    for analysis in workspace.analyses.values.sorted(by: { $0.file < $1.file }) {
      for diagnostic in analysis.diagnostics {
        files[diagnostic.place?.file ?? analysis.file, default: []].append(diagnostic)
      }
    }
    var effects: [Effect] = []
    for (file, diagnostics) in files.sorted(by: { $0.key < $1.key }) {
      effects += publish(Self.once(diagnostics), about: file)
    }
    for file in published.keys.sorted() where files[file] == nil {
      effects += publish([], about: file)
      published[file] = nil
    }
    return effects
  }

  /// A file that several blueprints import is told of each mistake once.
  private static func once(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<[String]> = []
    return diagnostics.filter {
      seen.insert([$0.code, $0.message, $0.place?.description ?? ""]).inserted
    }
  }

  private mutating func publish(_ diagnostics: [Diagnostic], about file: String) -> [Effect] {
    let now = PublishedDiagnostics(
      json: diagnostics.map { json($0, in: file) }, version: workspace.document(of: file)?.version)
    guard published[file] != now else { return [] }
    if now.json.isEmpty, published[file] == nil, now.version == nil { return [] }
    published[file] = now
    var parameters: ValueMap = [
      "uri": .string(workspace.uri(of: file)), "diagnostics": .list(now.json),
    ]
    parameters["version"] = now.version.map(Value.integer)
    return [.send(Reply.notification("textDocument/publishDiagnostics", .map(parameters)))]
  }

  /// `diagnostic` as the protocol has it. Its help goes with the message: it is what the author
  /// needs next.
  func json(_ diagnostic: Diagnostic, in file: String) -> Value {
    let help = diagnostic.help.map { "\nhelp: \($0)" }.joined()
    var json: ValueMap = [
      "range": range(of: diagnostic.place, in: file).json, "code": .string(diagnostic.code),
      "severity": .integer(Self.severity(diagnostic.severity)), "source": "blueprint",
      "message": .string(diagnostic.message + help),
    ]
    let related = diagnostic.notes.compactMap { note -> Value? in
      guard let place = note.place else { return nil }
      return ["location": location(of: place), "message": .string(note.message)]
    }
    json.setUnlessEmpty("relatedInformation", .list(related))
    return .map(json)
  }

  private static func severity(_ severity: Diagnostic.Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  private func range(of place: Place?, in file: String) -> ClientRange {
    let start = ClientPosition(line: 0, character: 0)
    guard let place else { return ClientRange(start: start, end: start) }
    return range(of: place)
  }

  /// `place` in the client's counting.
  func range(of place: Place) -> ClientRange {
    let lines = workspace.lines(of: place.file) ?? TextLines("")
    return lines.client(place.range)
  }

  /// `place` as the protocol has it.
  func location(of place: Place) -> Value {
    ["uri": .string(workspace.uri(of: place.file)), "range": range(of: place).json]
  }
}
