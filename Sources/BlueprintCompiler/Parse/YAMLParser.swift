import BlueprintModel
import CLibYAML

/// Turns a ``Source`` into a ``YAMLTree`` by libyaml's events, or says where it is not YAML.
///
/// The first mistake ends the reading, except for duplicate keys, of which all are reported: after
/// a mistake in the syntax everything that follows would be guesswork.
struct YAMLParser {
  /// Deepest nesting of lists and maps; everything that walks a tree may recurse this far.
  static let depthLimit = 200
  /// Nodes that aliases may expand to.
  static let expansionLimit = 1_000_000

  /// The tree of `source`; nil after mistakes, which are in `log`.
  static func parse(_ source: Source, log: DiagnosticLog) -> YAMLTree? {
    guard source.bytes.count <= Source.sizeLimit else {
      log.report(ParseProblem.tooLarge(limit: Source.sizeLimit >> 20), at: nil)
      return nil
    }
    var builder = YAMLTreeBuilder(source: source, log: log)
    do {
      try readEvents(of: source, into: &builder)
    } catch {
      log.report(error.problem, at: error.place, notes: error.notes)
      builder.fail()
    }
    return builder.finish()
  }

  private static func readEvents(
    of source: Source, into builder: inout YAMLTreeBuilder
  ) throws(LocatedParseProblem) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw LocatedParseProblem(.syntax("out of memory"), at: nil)
    }
    defer { yaml_parser_delete(parser) }
    let failure = source.bytes.withUnsafeBufferPointer { bytes -> LocatedParseProblem? in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      do throws(LocatedParseProblem) {
        try pump(parser, source: source, into: &builder)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private static func pump(
    _ parser: UnsafeMutablePointer<yaml_parser_t>, source: Source,
    into builder: inout YAMLTreeBuilder
  ) throws(LocatedParseProblem) {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else {
        throw failure(of: parser.pointee, in: source)
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return }
      try builder.accept(event)
    }
  }

  private static func failure(of parser: yaml_parser_t, in source: Source) -> LocatedParseProblem {
    if parser.error == YAML_READER_ERROR {
      let place = source.place(at: source.position(ofByte: parser.problem_offset))
      let isControl = parser.problem_value >= 0 && text(parser.problem).contains("control")
      return LocatedParseProblem(
        isControl ? .forbiddenCharacter(UInt32(parser.problem_value)) : .notUTF8, at: place)
    }
    let place = source.place(at: source.clamped(position(of: parser.problem_mark)))
    var problem = LocatedParseProblem(.syntax(text(parser.problem)), at: place)
    if parser.context != nil, parser.context_mark.index != parser.problem_mark.index {
      let start = source.place(at: source.clamped(position(of: parser.context_mark)))
      problem.notes.append(.init("\(text(parser.context)) that starts here", at: start))
    }
    return problem
  }

  private static func position(of mark: yaml_mark_t) -> SourcePosition {
    SourcePosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? "unknown cause"
  }
}

/// A mistake that ends the reading, and its place.
struct LocatedParseProblem: Error {
  let problem: ParseProblem
  let place: Place?
  var notes: [Diagnostic.Note] = []

  init(_ problem: ParseProblem, at place: Place?) {
    self.problem = problem
    self.place = place
  }
}
