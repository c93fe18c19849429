import BlueprintCompiler
import BlueprintModel

/// Checks the blueprints of one command, and mends what is to be mended.
struct CheckSession {
  /// What becomes of fixes.
  enum Mending { case none, shown, written }

  /// The most mistakes that are mended at once.
  private static let mendingLimit = 5_000

  let inputs: InputOptions
  let allProfiles: Bool
  let mending: Mending
  let surroundings: Surroundings

  /// The blueprints at `paths`, checked. One that cannot be read is told of like one with a
  /// mistake.
  func check(_ paths: [String]) throws(CommandFailure) -> [CheckedFile] {
    let given = try InputSources(
      options: inputs, surroundings: surroundings, remembered: [:], rememberedSecrets: [:]
    ).gather()
    let manifests = try BundledProvider.manifests()
    var checked: [CheckedFile] = []
    for path in paths {
      do throws(CommandFailure) {
        let check = BlueprintCheck(
          file: try BlueprintFile(path: path), options: inputs, allProfiles: allProfiles,
          given: given, manifests: manifests)
        checked.append(try result(of: check))
      } catch {
        checked.append(
          CheckedFile(
            path: path, diagnostics: error.diagnostics, isThere: error.exitCode != .notFound))
      }
    }
    return checked
  }

  private func result(of check: BlueprintCheck) throws(CommandFailure) -> CheckedFile {
    let path = check.file.path
    guard mending != .none else {
      let found = check.check()
      return CheckedFile(
        path: path, diagnostics: found.diagnostics, sources: found.sources,
        missingInputs: found.missingInputs)
    }
    if mending == .written, check.file.isStandardInput {
      throw CommandFailure(
        .usage, code: "BP0947", "standard input cannot be fixed in place",
        help: ["add --diff to see what would change"])
    }
    return try mended(check)
  }

  private func mended(_ check: BlueprintCheck) throws(CommandFailure) -> CheckedFile {
    let before = check.check()
    let outcome = Fixer.fix { changed in
      let found = check.check(changed, limit: Self.mendingLimit)
      return (found.diagnostics, found.sources)
    }
    let originals = Dictionary(before.sources.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    guard mending == .written else {
      let diff = outcome.changed.sorted { $0.key < $1.key }.map { name, source in
        originals[name].map { UnifiedDiff.text(from: $0, to: source) } ?? ""
      }
      return CheckedFile(
        path: check.file.path, diagnostics: before.diagnostics, sources: before.sources,
        missingInputs: before.missingInputs, applied: outcome.applied, diff: diff.joined())
    }
    try FixWriter(originals: originals).write(outcome.changed)
    let after = check.check(outcome.changed)
    return CheckedFile(
      path: check.file.path, diagnostics: after.diagnostics, sources: after.sources,
      missingInputs: after.missingInputs, applied: outcome.applied)
  }
}
