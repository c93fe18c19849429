import BlueprintModel

/// Takes from what a step gave what the author wants to keep of it.
struct OutputCapture {
  /// What the provider gave.
  let outputs: ValueMap

  /// The value of `output`.
  ///
  /// - Throws: a failure of the step if it is not there, or not of its type. The message does not
  ///   hold the value, which may be secret.
  func value(of output: CapturedOutput) throws(Failure) -> Value {
    let source = try source(of: output)
    let selected = try selected(source, output)
    guard let value = selected.read(as: output.type) else {
      throw failure(output, "what was found is no \(output.type)")
    }
    return value
  }

  private func source(of output: CapturedOutput) throws(Failure) -> Value {
    guard !output.source.isEmpty else { return .map(outputs) }
    guard let source = outputs[output.source] else {
      throw failure(output, "the step gave no `\(output.source)`")
    }
    return source
  }

  private func selected(_ source: Value, _ output: CapturedOutput) throws(Failure) -> Value {
    switch output.selection {
    case .whole: return source
    case .json(let pointer): return try followed(pointer, in: source, output)
    case .pattern(let pattern): return try matched(pattern, in: source, output)
    }
  }

  private func followed(
    _ pointer: String, in source: Value, _ output: CapturedOutput
  ) throws(Failure) -> Value {
    var value = source
    if let text = source.string {
      do { value = try Value(jsonText: text) } catch {
        throw failure(output, "what the step gave is no JSON: \(error)")
      }
    }
    for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
      let next = value.list.flatMap { list in
        Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
      }
      guard let found = next ?? value.map?[key] else {
        throw failure(output, "`\(pointer)` leads to nothing in what the step gave")
      }
      value = found
    }
    return value
  }

  private func matched(
    _ pattern: String, in source: Value, _ output: CapturedOutput
  ) throws(Failure) -> Value {
    let text = source.string ?? source.canonicalJSON
    let match: Pattern.Match?
    do throws(PatternError) { match = try Pattern(pattern).firstMatch(in: text) } catch {
      throw failure(output, "`\(pattern)` cannot be used: \(error)")
    }
    guard let found = match?.capture else {
      throw failure(output, "`\(pattern)` matches nothing of what the step gave")
    }
    return .string(found)
  }

  private func failure(_ output: CapturedOutput, _ reason: String) -> Failure {
    Failure(.permanent, code: "output", "the output `\(output.name)`: \(reason)", changed: .yes)
  }
}

extension Value {
  /// The value as one of the language's type; text is read. Nil if it is none.
  fileprivate func read(as type: String) -> Value? {
    switch (type, self) {
    case ("string", .string), ("boolean", .boolean), ("integer", .integer), ("number", .number),
      ("list", .list), ("map", .map):
      return self
    case ("string", .list), ("string", .map), ("string", .null): return nil
    case ("string", _): return .string(canonicalJSON)
    case ("number", .integer(let number)): return .number(Double(number))
    case ("duration", _): return duration.map(Value.duration)
    case ("size", _): return size.map(Value.size)
    case (_, .string(let text)): return Self.read(text, as: type)
    default: return nil
    }
  }

  private static func read(_ text: String, as type: String) -> Value? {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch type {
    case "integer": return Int(trimmed).map(Value.integer)
    case "number": return Double(trimmed).flatMap { $0.isFinite ? .number($0) : nil }
    case "boolean": return ["true": true, "false": false][trimmed].map(Value.boolean)
    case "list", "map":
      guard let value = try? Value(jsonText: text), value.kind == type else { return nil }
      return value
    default: return nil
    }
  }
}
