import BlueprintModel

extension Diagnostic {
  /// The machine-readable form: `code severity message`, and where there are such, `place label
  /// notes help fixes`.
  public var json: Value {
    var map: ValueMap = [
      "code": .string(code), "severity": .string(severity.rawValue), "message": .string(message),
    ]
    map.setUnlessEmpty("place", place?.json)
    map.setUnlessEmpty("label", label.map(Value.string))
    map.setUnlessEmpty("notes", .list(notes.map(\.json)))
    map.setUnlessEmpty("help", .list(help.map(Value.string)))
    map.setUnlessEmpty("fixes", .list(fixes.map(\.json)))
    return .map(map)
  }
}

extension Diagnostic.Note {
  fileprivate var json: Value {
    var map: ValueMap = ["message": .string(message)]
    map.setUnlessEmpty("place", place?.json)
    return .map(map)
  }
}

extension Fix {
  fileprivate var json: Value {
    [
      "title": .string(title), "machine_applicable": .boolean(isMachineApplicable),
      "edits": .list(
        edits.map { ["place": $0.place.json, "replacement": .string($0.replacement)] }),
    ]
  }
}
