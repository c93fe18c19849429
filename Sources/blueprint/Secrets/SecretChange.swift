import BlueprintEngine
import BlueprintModel

/// Changes one secret of a deployment and tells of it.
struct SecretChange {
  let place: SecretWorkplace
  let surroundings: Surroundings

  /// Gives `name` the value.
  func set(
    _ name: String, to value: Value, from origin: String, output: OutputForm
  ) async throws(CommandFailure) {
    let secrets = place.workspace.secrets
    let (content, sealer) = try await secrets.content(of: place.deployment)
    let record = SecretVault.record(
      of: name, value, from: origin, at: surroundings.now, content, sealer)
    let changed = try await secrets.set([name: record], of: place.deployment)
    warnIfShort(name, value)
    let word = changed.isEmpty ? "unchanged" : content.records[name] == nil ? "set" : "changed"
    tell("`\(name)` of \(place.deployment): \(word)", name, word, output)
  }

  /// Takes `name` away.
  func unset(_ name: String, output: OutputForm) async throws(CommandFailure) {
    let secrets = place.workspace.secrets
    let (content, _) = try await secrets.content(of: place.deployment)
    guard content.records[name] != nil || content.unreadable.contains(name) else {
      let known = content.records.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
      throw CommandFailure(
        .notFound, code: "BP0727", "`\(place.deployment)` has no secret `\(name)`",
        help: [known.isEmpty ? "it has none" : "it has \(known)"])
    }
    try await secrets.set([name: nil], of: place.deployment)
    tell("`\(name)` of \(place.deployment): unset", name, "unset", output)
  }

  /// What is too short to be masked may show up in a log.
  private func warnIfShort(_ name: String, _ value: Value) {
    guard let text = value.string, text.utf8.count < Redaction.minimumLength else { return }
    DiagnosticPrinter(surroundings: surroundings).show([
      Diagnostic(
        code: "BP0728", severity: .warning,
        "`\(name)` is shorter than \(Redaction.minimumLength) bytes, and is not masked in logs",
        help: ["so short a text occurs everywhere by chance; choose a longer one"])
    ])
  }

  private func tell(_ line: String, _ name: String, _ word: String, _ output: OutputForm) {
    guard output == .json else { return surroundings.console.tell(line) }
    let result: Value = [
      "deployment": .string(place.deployment), "secret": .string(name), "result": .string(word),
    ]
    surroundings.console.result(result.canonicalJSON)
  }
}
