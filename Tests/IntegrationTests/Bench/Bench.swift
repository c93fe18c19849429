import BlueprintModel
import Foundation
import Subprocess
import SystemPackage
import Testing

/// A project directory with a blueprint of its own and a state directory of its own, and the
/// program to work on them.
struct Bench: Sendable {
  /// Everything of this bench.
  let root: String
  /// The directory of the blueprint.
  var project: String { "\(root)/project" }
  /// The state directory.
  var state: String { "\(root)/state" }

  private init() throws {
    root =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "bp-\(UUID().uuidString.prefix(8).lowercased())").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  /// Works with a copy of `fixture` of Tests/Fixtures/blueprints; in the end everything is
  /// destroyed and no process may be left.
  static func with(_ fixture: String, _ body: (Bench) async throws -> Void) async throws {
    let bench = try Bench()
    let source = BlueprintBinary.repository.appending(path: "Tests/Fixtures/blueprints/\(fixture)")
    try FileManager.default.copyItem(atPath: source.path, toPath: bench.project)
    try await bench.use(body)
  }

  /// Works with a copy of `application` of blueprints/, with the library beside it.
  static func with(application: String, _ body: (Bench) async throws -> Void) async throws {
    let bench = try Bench()
    let blueprints = BlueprintBinary.repository.appending(path: "blueprints")
    for (name, copy) in [
      (application, bench.project), ("library", "\(bench.root)/library"),
      (".blueprint", "\(bench.root)/.blueprint"),
    ] {
      try FileManager.default.copyItem(atPath: blueprints.appending(path: name).path, toPath: copy)
    }
    try await bench.use(body)
  }

  /// Works with a blueprint of the text `blueprint`.
  static func with(text blueprint: String, _ body: (Bench) async throws -> Void) async throws {
    let bench = try Bench()
    try FileManager.default.createDirectory(
      atPath: bench.project, withIntermediateDirectories: true)
    try bench.write(blueprint)
    try await bench.use(body)
  }

  private func use(_ body: (Bench) async throws -> Void) async throws {
    do { try await body(self) } catch {
      try await end()
      throw error
    }
    try await end()
  }

  private func end() async throws {
    if exists("state/state.db") {
      let ended = try await run(["destroy", "--yes", "--lock-timeout", "30s"] + everything)
      // A command that was refused before the first run leaves nothing to destroy.
      #expect(ended.status == 0 || ended.status == 10, "\(ended)")
    }
    let (directory, mark) = (root, root)
    try await eventually("no process is left", within: .seconds(120)) {
      ProcessTable.ofMachines(below: directory).isEmpty && ProcessTable.naming(mark).isEmpty
    }
    try FileManager.default.removeItem(atPath: root)
  }

  /// The options that let protected things be deleted, too.
  private var everything: [String] {
    let text = (try? String(contentsOfFile: "\(project)/blueprint.yaml", encoding: .utf8)) ?? ""
    return text.contains("protect: true") ? ["--include", "machines.box"] : []
  }

  /// The environment of commands: nothing of this process's own but the search path.
  func environment(_ more: [String: String] = [:]) -> [Environment.Key: String] {
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": root, "BLUEPRINT_STATE_DIR": state,
    ]
    variables.merge(more) { $1 }
    return Dictionary(
      uniqueKeysWithValues: variables.compactMap { name, value in
        Environment.Key(rawValue: name).map { ($0, value) }
      })
  }

  /// Runs a command in the project directory to its end.
  func run(
    _ arguments: [String], environment more: [String: String] = [:], input: String = ""
  ) async throws -> Finished {
    let result = try await Subprocess.run(
      .path(FilePath(BlueprintBinary.path)), arguments: Arguments(arguments),
      environment: .custom(environment(more)), workingDirectory: FilePath(project),
      input: .string(input), output: .string(limit: 4 << 20), error: .string(limit: 4 << 20))
    return Finished(
      command: arguments.joined(separator: " "), status: result.terminationStatus.shellStatus,
      out: result.standardOutput, err: result.standardError)
  }

  /// As ``run(_:environment:input:)``, and expects `status`.
  @discardableResult func run(
    _ arguments: String..., ends status: Int, environment: [String: String] = [:],
    location: SourceLocation = #_sourceLocation
  ) async throws -> Finished {
    let finished = try await run(arguments, environment: environment)
    #expect(finished.status == status, "\(finished)", sourceLocation: location)
    return finished
  }

  /// Writes a file of the project.
  func write(_ text: String, to name: String = "blueprint.yaml") throws {
    try text.write(toFile: "\(project)/\(name)", atomically: true, encoding: .utf8)
  }

  /// Replaces a part of the blueprint, which must be there.
  func edit(_ old: String, _ new: String, in name: String = "blueprint.yaml") throws {
    let text = try String(contentsOfFile: "\(project)/\(name)", encoding: .utf8)
    try #require(text.contains(old))
    try write(text.replacingOccurrences(of: old, with: new), to: name)
  }

  /// Whether there is something at `path` below the bench.
  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

  /// Makes an empty file, which fixtures wait for.
  func open(gate: String) throws {
    try "".write(toFile: "\(root)/\(gate)", atomically: true, encoding: .utf8)
  }

  /// The processes of the bench's machines.
  var processes: [Int] { ProcessTable.ofMachines(below: root) }
}
