import BlueprintModel
internal import Mustache

extension MustacheText {
  /// The text with the tags replaced from `names`, a map.
  ///
  /// - Throws: `mustache` with the place of a tag whose name leads to nothing, or to something
  ///   that it cannot show.
  public func rendered(with names: Value) throws(EvaluationError) -> String {
    try MustacheCheck.check(elements, names)
    // The pragma turns HTML escaping off, and takes its own line away with it.
    let source =
      "{{% CONTENT_TYPE:TEXT}}\n" + text + String(repeating: "\u{0}", count: padding)
    do {
      let template = try MustacheTemplate(string: source)
      return String(template.render(names.mustacheObject).dropLast(padding))
    } catch let error as MustacheTemplate.ParserError {
      throw EvaluationError(
        .mustache, "Mustache text, line \(error.context.lineNumber - 1): \(error.error)")
    } catch {
      throw EvaluationError(.mustache, "Mustache text: \(error)")
    }
  }

  /// `text` with the tags replaced from `names`, a map.
  static func render(_ text: String, _ names: Value) throws(EvaluationError) -> String {
    let parsed: MustacheText
    do { parsed = try MustacheText(parsing: text) } catch {
      throw EvaluationError(.mustache, "Mustache text \(error.description)")
    }
    return try parsed.rendered(with: names)
  }
}

extension Value {
  /// The value as the renderer takes it: plain values as their language text, except that
  /// booleans stay themselves, because sections ask for them.
  fileprivate var mustacheObject: Any {
    switch self {
    case .null: return MustacheNull()
    case .boolean(let flag): return flag
    case .list(let elements): return elements.map(\.mustacheObject)
    case .map(let entries):
      return Dictionary(
        entries.map { ($0.key, $0.value.mustacheObject) }, uniquingKeysWith: { $1 })
    default: return plainText ?? ""
    }
  }
}

/// Null: shows nothing, and its section is left out.
private struct MustacheNull: MustacheCustomRenderable {
  let renderText = ""
  let isNull = true
}
