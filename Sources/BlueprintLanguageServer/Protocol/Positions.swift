import BlueprintModel

/// A position as the protocol counts it: line and UTF-16 units from 0.
struct ClientPosition: Sendable, Hashable {
  var line: Int
  var character: Int

  init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// The position in `json`.
  init(_ json: Value?) throws(RequestFailure) {
    guard let line = json?["line"]?.integer, let character = json?["character"]?.integer else {
      throw RequestFailure(.invalidParameters, "a position has `line` and `character`")
    }
    self.init(line: max(0, line), character: max(0, character))
  }

  var json: Value { ["line": .integer(line), "character": .integer(character)] }
}

/// A stretch of text as the protocol counts it.
struct ClientRange: Sendable, Hashable {
  var start: ClientPosition
  var end: ClientPosition

  init(start: ClientPosition, end: ClientPosition) {
    self.start = start
    self.end = end
  }

  /// The range in `json`.
  init(_ json: Value?) throws(RequestFailure) {
    start = try ClientPosition(json?["start"])
    end = try ClientPosition(json?["end"])
  }

  var json: Value { ["start": start.json, "end": end.json] }
}
