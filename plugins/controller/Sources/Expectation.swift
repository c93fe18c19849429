import BlueprintModel
import ProviderKit

/// What makes an answer good.
struct Expectation: Sendable {
  private let statuses: [Int]
  private let pattern: Pattern?
  private let values: ValueMap

  /// Reads `expect {status?, body?, json?}`.
  init(_ input: InputReader) throws(Failure) {
    guard input.value("expect") != nil else {
      (statuses, pattern, values) = ([], nil, [:])
      return
    }
    let expect = try input.reader("expect")
    statuses =
      try expect.optional("status", "a status, or a list of them") { value in
        if let one = value.integer { return [one] }
        guard let list = value.list else { return nil }
        let all = list.compactMap(\.integer)
        return all.count == list.count ? all : nil
      } ?? []
    values = try expect.optional("json", "a map of values by JSON pointer", \.map) ?? [:]
    for (pointer, _) in values where !pointer.isEmpty && !pointer.hasPrefix("/") {
      throw expect.mistake(
        at: "json", "`\(pointer)` is no JSON pointer: it does not begin with `/`")
    }
    guard let text = try expect.optional("body", "a regular expression", \.string) else {
      pattern = nil
      return
    }
    do throws(PatternError) { pattern = try Pattern(text) } catch {
      throw expect.mistake(at: "body", "\(error)")
    }
  }

  /// Whether an answer with this status can be good.
  func allows(status: Int) -> Bool {
    statuses.isEmpty ? (200...299).contains(status) : statuses.contains(status)
  }

  /// What is wrong with an answer whose status is good; nil if nothing is.
  func mistake(in answer: HTTPAnswer) -> String? {
    if pattern != nil || !values.isEmpty, answer.isCut {
      return "its body is longer than \(HTTPAnswer.longestBody >> 10) KiB, and cannot be checked"
    }
    if let pattern {
      guard let matches = try? pattern.matches(answer.text) else {
        return "its body is too long to be matched with `\(pattern.text)`"
      }
      guard matches else { return "its body does not match `\(pattern.text)`" }
    }
    guard !values.isEmpty else { return nil }
    guard let json = try? Value(jsonBytes: answer.body) else { return "its body is no JSON" }
    for (pointer, wanted) in values {
      guard let found = JSONPointer(pointer).value(in: json) else {
        return "its body has nothing at `\(pointer)`"
      }
      guard found == wanted || found.canonicalJSON == wanted.canonicalJSON else {
        return
          "its body has \(found.canonicalJSON) at `\(pointer)`, expected \(wanted.canonicalJSON)"
      }
    }
    return nil
  }

  /// The statuses that would be good, for people.
  var wanted: String {
    statuses.isEmpty ? "200 to 299" : statuses.map(String.init).joined(separator: ", ")
  }
}
