import BlueprintModel

extension Diagnostic {
  /// The message with its remarks, a line each, for reports that show no excerpt.
  var sentences: String {
    let label = label.map { [$0] } ?? []
    let notes = notes.filter { $0.place == nil }.map { "note: \($0.message)" }
    return ([message] + label + notes + help.map { "help: \($0)" }).joined(separator: "\n")
  }
}
