import BlueprintExpressions
import BlueprintModel

/// One failure of a run: what, where, by whom, the command and its last output, what it changed,
/// and what to do next.
struct FailureText {
  let story: RunStory
  let number: Int

  private var record: StepRecord { story.records[number] }

  /// The lines for people.
  func lines(style: Style) -> [String] {
    let failure = record.failure ?? Failure(.unknown, code: "unknown", "it failed")
    let place = record.step.place.map { "\($0): " } ?? ""
    var lines = ["\(place)\(style.red("error[BP0910]")): \(record.id): \(failure.message)"]
    for (name, text) in facts(failure) {
      lines.append(style.dim("  \(name.padded(to: 8)) ") + text)
    }
    if let command { lines += self.lines(of: command, style) }
    let tail = record.tail
    if !tail.isEmpty { lines.append(style.dim("  output")) }
    for line in tail { lines.append(style.dim("  │ ") + line) }
    if let help = failure.help { lines.append("  = help: \(help)") }
    return lines
  }

  private func facts(_ failure: Failure) -> [(String, String)] {
    var facts: [(String, String)] = []
    let address = record.step.resource?.description ?? record.step.phase
    if !address.isEmpty { facts.append(("of", address)) }
    if let verb = record.step.verb {
      let provider = story.provider(of: record.step) ?? "-"
      facts.append(("by", "\(verb), provider \(provider)"))
    }
    let most = record.step.retry.maximumAttempts
    let attempts = max(record.attempts, 1)
    let took = record.took(at: record.ended ?? Timestamp(milliseconds: 0))
    facts.append(
      (
        "attempt",
        "\(attempts)\(most > 1 ? " of \(max(most, attempts))" : ""), "
          + "\(failure.failureClass.rawValue) (\(failure.code))"
          + (took.map { ", after \($0.brief)" } ?? "")
      ))
    facts.append(("changed", failure.changed.words))
    return facts
  }

  private func lines(of command: String, _ style: Style) -> [String] {
    let all = command.split(whereSeparator: \.isNewline).map(String.init)
    let shown = all.prefix(4).map { style.dim("  $ ") + $0 }
    let more = all.count - shown.count
    return shown
      + (more > 0 ? [style.dim("  $ … \(more) more \(more == 1 ? "line" : "lines")")] : [])
  }

  /// The command as the blueprint has it: what it refers to is not filled in, and so no secret is.
  var command: String? {
    for key in ["script", "command"] {
      guard let input = record.step.input[key] else { continue }
      if let text = input.string ?? input["$template"]?.string { return text.trimmedLines }
    }
    return nil
  }

  /// The failure for programs.
  var json: Value {
    var map: ValueMap = [
      "step": .string(record.id.description), "attempt": .integer(max(record.attempts, 1)),
      "failure": (record.failure ?? Failure(.unknown, code: "unknown", "it failed")).json,
      "place": record.step.place?.json ?? .null,
      "address": .string(record.step.resource?.description ?? record.step.phase),
      "log": .list(record.tail.map(Value.string)),
    ]
    if let verb = record.step.verb { map["verb"] = .string(verb) }
    if let provider = story.provider(of: record.step) { map["provider"] = .string(provider) }
    if let command { map["command"] = .string(command) }
    return .map(map)
  }
}

extension Failure.Changed {
  /// Whether anything was changed, for people.
  var words: String {
    switch self {
    case .yes: "yes, something was changed"
    case .no: "nothing"
    case .unknown: "not known"
    }
  }
}

extension String {
  fileprivate func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - count))
  }

  /// The text without empty lines at its ends.
  fileprivate var trimmedLines: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    let blank: (Substring) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    return lines.drop(while: blank).reversed().drop(while: blank).reversed()
      .joined(separator: "\n")
  }
}
