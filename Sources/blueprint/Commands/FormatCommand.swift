import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint fmt`.
struct FormatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Bring blueprints into the canonical form.",
    discussion: """
      Comments and meaning stay. Prints the files that were changed. A directory stands for every
      blueprint.yaml in it and below; `-` reads standard input and writes standard output.
      """)

  @Argument(help: "Files or directories (default: the blueprint).")
  var paths: [String] = []

  @Flag(help: "Change nothing; print the files that would change, and end with 2 if any would.")
  var check = false

  @Flag(help: "Change nothing; print the changes.")
  var diff = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if paths.contains("-"), paths.count > 1 || check || diff {
      throw ValidationError("`-` goes with no other file, and not with --check or --diff")
    }
  }

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      if paths == ["-"] { return try filter(surroundings) }
      var changed: [String] = []
      var isRefused = false
      for path in try files() {
        let source = try read(path)
        switch BlueprintFormatter.format(source) {
        case .refused(let diagnostics):
          DiagnosticPrinter(surroundings: surroundings, sources: [source]).show(diagnostics)
          isRefused = true
        case .formatted(let text):
          if try apply(text, to: path, surroundings.console) { changed.append(path) }
        }
      }
      report(changed, surroundings.console)
      if isRefused { throw CommandFailure(.invalid) }
      if check, !changed.isEmpty { throw CommandFailure(.differences) }
    }
  }

  /// Reads standard input and writes standard output.
  private func filter(_ surroundings: Surroundings) throws(CommandFailure) {
    let source = try read("/dev/stdin")
    switch BlueprintFormatter.format(source) {
    case .refused(let diagnostics):
      DiagnosticPrinter(surroundings: surroundings, sources: [source]).show(diagnostics)
      throw CommandFailure(.invalid)
    case .formatted(let text): surroundings.console.resultText(text)
    }
  }

  private func files() throws(CommandFailure) -> [String] {
    guard !paths.isEmpty else { return [try BlueprintFile(options: common).path] }
    var files: [String] = []
    for path in paths {
      guard Files.isDirectory(path) else {
        files.append(path)
        continue
      }
      let found: [String]
      do { found = try Files.named("blueprint.yaml", below: path) } catch {
        throw Self.unreadable(error)
      }
      guard !found.isEmpty else {
        throw CommandFailure(
          .notFound, code: "BP0920", "no blueprint.yaml in `\(path)` or below it",
          help: ["name the file itself"])
      }
      files += found
    }
    return files
  }

  private func read(_ path: String) throws(CommandFailure) -> Source {
    do {
      return Source(name: path, bytes: try Files.readText(path, limit: Source.sizeLimit))
    } catch { throw Self.unreadable(error) }
  }

  private static func unreadable(_ fault: Files.Fault) -> CommandFailure {
    CommandFailure(
      fault.isTooLarge || fault.isOfAnotherKind ? .invalid : .notFound, code: "BP0920",
      "`\(fault.path)` cannot be read: \(fault.reason)",
      help: ["name a file, or a directory that holds a blueprint.yaml"])
  }

  /// Writes or shows the form of one file.
  ///
  /// - Returns: whether it differs from what is there.
  private func apply(
    _ text: String, to path: String, _ console: Console
  ) throws(CommandFailure) -> Bool {
    // Read once more as it is: a byte order mark is no part of a source.
    let bytes: [UInt8]
    do { bytes = try Files.read(path) } catch { throw Self.unreadable(error) }
    guard bytes != Array(text.utf8) else { return false }
    if diff, common.output == .text {
      let (old, new) = (Source(name: path, bytes: bytes), Source(name: path, text: text))
      console.resultText(UnifiedDiff.text(from: old, to: new))
    }
    guard !check, !diff else { return true }
    do { try Files.replace(path, with: Array(text.utf8)) } catch {
      throw CommandFailure(
        .failed, code: "BP0946", "`\(path)` cannot be written: \(error.reason)")
    }
    return true
  }

  private func report(_ changed: [String], _ console: Console) {
    if common.output == .json {
      let list = Value.list(changed.map(Value.string))
      return console.result(Value.map(["changed": list]).canonicalJSON)
    }
    if !diff { for path in changed { console.result(path) } }
  }
}
