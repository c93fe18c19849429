import ArgumentParser
import BlueprintModel

/// `blueprint secret rotate`.
struct SecretRotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Make a new key and seal all secrets of all deployments anew under it.",
    discussion: """
      It can be interrupted at any moment and begun again: everything stays readable. The old key \
      is dropped in the end if the key file is the state directory's own. One that \
      BLUEPRINT_KEY_FILE names may serve other stores too, and keeps it until --drop-old.
      """)

  @Flag(help: "Drop old keys, though BLUEPRINT_KEY_FILE names the key file.")
  var dropOld = false

  @Flag(help: "Keep old keys, to open copies of the store that were made before.")
  var keepOld = false

  @Flag(help: "Make no new key: seal all anew under the newest that is there.")
  var reseal = false

  @Flag(help: "Give up what no key opens, because the key file is lost for good.")
  var forget = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if dropOld && keepOld { throw ValidationError("--drop-old and --keep-old exclude each other") }
  }

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let workspace = try await workspace(surroundings)
      let rotation = KeyRotation(
        secrets: workspace.secrets, makesKey: !reseal,
        dropsOld: dropOld || (workspace.keyFile == nil && !keepOld), forgets: forget)
      let report = try await rotation.run()
      if common.output == .json { return surroundings.console.result(report.json.canonicalJSON) }
      for line in report.lines { surroundings.console.tell(line) }
    }
  }

  /// The store alone counts: a blueprint only tells where it is.
  private func workspace(_ surroundings: Surroundings) async throws(CommandFailure) -> Workspace {
    let given = common.file.map { Files.isDirectory($0) ? $0 : Files.directory(of: $0) } ?? "."
    let path = Workspace.path(common, beside: given, surroundings)
    guard Files.exists("\(path)/state.db") else {
      throw CommandFailure(
        .notFound, code: "BP0926", "there is no state in `\(path)`: no secret was set there",
        help: ["name the right directory with --state-dir"])
    }
    return try await Workspace.open(path, surroundings)
  }
}

extension KeyRotation.Report {
  fileprivate var lines: [String] {
    let names = deployments.joined(separator: ", ")
    var lines = [
      deployments.isEmpty
        ? "no secrets are kept; the key is \(key)"
        : "sealed \(resealed) things of \(names) anew under the key \(key)"
    ]
    if !forgotten.isEmpty { lines.append("given up: \(forgotten.joined(separator: ", "))") }
    if !dropped.isEmpty { lines.append("dropped: \(dropped.joined(separator: ", "))") }
    if !kept.isEmpty {
      lines.append("kept: \(kept.joined(separator: ", ")); drop with: secret rotate --drop-old")
    }
    return lines
  }

  fileprivate var json: Value {
    [
      "key": .string(key), "deployments": .list(deployments.map(Value.string)),
      "resealed": .integer(resealed), "forgotten": .list(forgotten.map(Value.string)),
      "kept": .list(kept.map(Value.string)),
      "dropped": .list(dropped.map(Value.string)),
    ]
  }
}
