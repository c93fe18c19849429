import BlueprintModel

/// The Static Analysis Results Interchange Format, version 2.1.0.
///
/// Paths are URIs relative to the directory of the program; columns count Unicode code points.
struct SARIFReport {
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private let report: CheckReport
  /// The codes that occur, in order; a rule's index is its place here.
  private let codes: [String]

  init(_ report: CheckReport) {
    self.report = report
    codes = Set(report.subjects.flatMap { $0.diagnostics.map(\.code) }).sorted()
  }

  var json: Value {
    [
      "$schema": .string(Self.schema), "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
          "artifacts": .list(
            report.subjects.map { ["location": artifact($0.file), "roles": ["analysisTarget"]] }),
          "invocations": [["executionSuccessful": true]],
          "results": .list(
            report.subjects.flatMap { subject in
              subject.diagnostics.map { result($0, in: subject.file) }
            }),
        ]
      ],
    ]
  }

  private var driver: Value {
    let catalogue = Dictionary(
      DiagnosticCatalogue.entries.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    return [
      "name": "blueprint", "version": .string(report.programVersion),
      "semanticVersion": .string(report.programVersion),
      "rules": .list(codes.map { rule($0, catalogue[$0]) }),
    ]
  }

  private func rule(_ code: String, _ entry: CatalogueEntry?) -> Value {
    var rule: ValueMap = ["id": .string(code)]
    guard let entry else { return .map(rule) }
    rule["shortDescription"] = ["text": .string(entry.title)]
    rule["fullDescription"] = ["text": .string(entry.explanation)]
    rule["help"] = ["text": .string(entry.text), "markdown": .string(entry.markdown)]
    return .map(rule)
  }

  private func result(_ diagnostic: Diagnostic, in file: String) -> Value {
    var result: ValueMap = [
      "ruleId": .string(diagnostic.code), "level": .string(diagnostic.severity.rawValue),
      "ruleIndex": .integer(codes.firstIndex(of: diagnostic.code) ?? -1),
      "message": ["text": .string(diagnostic.sentences)],
      "locations": [location(of: diagnostic, in: file)],
      "partialFingerprints": ["blueprint/v1": .string(fingerprint(of: diagnostic, in: file))],
    ]
    let related = diagnostic.notes.enumerated().compactMap { relatedLocation($1, number: $0) }
    result.setUnlessEmpty("relatedLocations", .list(related))
    result.setUnlessEmpty("fixes", .list(diagnostic.fixes.map(fix)))
    return .map(result)
  }

  /// Lines move; what is said about which file stays.
  private func fingerprint(of diagnostic: Diagnostic, in file: String) -> String {
    let parts = [
      diagnostic.code, report.relative(diagnostic.place?.file ?? file), diagnostic.message,
    ]
    return Digest(of: .list(parts.map(Value.string))).description
  }

  private func location(of diagnostic: Diagnostic, in file: String) -> Value {
    guard let place = diagnostic.place else {
      return ["physicalLocation": ["artifactLocation": artifact(file)]]
    }
    var location: ValueMap = ["physicalLocation": physical(place)]
    if let label = diagnostic.label { location["message"] = ["text": .string(label)] }
    return .map(location)
  }

  private func relatedLocation(_ note: Diagnostic.Note, number: Int) -> Value? {
    guard let place = note.place else { return nil }
    return [
      "id": .integer(number), "physicalLocation": physical(place),
      "message": ["text": .string(note.message)],
    ]
  }

  private func physical(_ place: Place) -> Value {
    ["artifactLocation": artifact(place.file), "region": region(place.range)]
  }

  private func region(_ range: SourceRange) -> Value {
    [
      "startLine": .integer(range.start.line), "startColumn": .integer(range.start.column),
      "endLine": .integer(range.end.line), "endColumn": .integer(range.end.column),
    ]
  }

  private func fix(_ fix: Fix) -> Value {
    var changes: [(file: String, replacements: [Value])] = []
    for edit in fix.edits {
      let replacement: Value = [
        "deletedRegion": region(edit.place.range),
        "insertedContent": ["text": .string(edit.replacement)],
      ]
      if let index = changes.firstIndex(where: { $0.file == edit.place.file }) {
        changes[index].replacements.append(replacement)
      } else {
        changes.append((edit.place.file, [replacement]))
      }
    }
    return [
      "description": ["text": .string(fix.title)],
      "artifactChanges": .list(
        changes.map {
          ["artifactLocation": artifact($0.file), "replacements": .list($0.replacements)]
        }),
      "properties": ["machineApplicable": .boolean(fix.isMachineApplicable)],
    ]
  }

  private func artifact(_ file: String) -> Value {
    let path = report.relative(file)
    let uri = (path.hasPrefix("/") ? "file://" : "") + Self.encoded(path)
    return ["uri": .string(uri)]
  }

  /// A path as a URI reference. The first part of a relative one must not look like a scheme, so
  /// colons are encoded too.
  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var result = String.UnicodeScalarView()
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
        || "-._~/".unicodeScalars.contains(scalar)
      if isPlain {
        result.append(scalar)
      } else {
        result.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return String(result)
  }
}

extension CheckReport {
  /// The report in SARIF 2.1.0, one line of JSON.
  public var sarif: String { SARIFReport(self).json.canonicalJSON + "\n" }
}
