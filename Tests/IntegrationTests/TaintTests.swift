import BlueprintModel
import Foundation
import Testing

/// Secrets of every shape, programs that print all they know, every operation; and then a search of
/// everything that was said or written, and of every command line meanwhile.
@Suite(.timeLimit(.minutes(5))) struct TaintTests {
  @Test func noSecretIsSeenAtAnyBorder() async throws {
    try await Bench.with("taint") { bench in
      let (first, second) = (PlantedSecrets(mark: "zebra"), PlantedSecrets(mark: "okapi"))
      let needles = first.needles + second.needles
      let watch = CommandLineWatch(for: needles)
      var said: [Finished] = []
      try await watch.during {
        said += try await live(bench, first, second)
      }
      #expect(watch.sightings == [])
      for finished in said {
        for needle in needles {
          #expect(!finished.all.contains(needle), "`\(needle)` in \(finished)")
        }
      }
      // The programs did print: what is not seen was masked, and not left unsaid.
      #expect(said.count { $0.all.contains("SHORT=•••") } >= 3)
      try expectFilesAreClosed(bench, needles)
    }
  }

  /// Everything that can be done with a deployment.
  private func live(
    _ bench: Bench, _ first: PlantedSecrets, _ second: PlantedSecrets
  ) async throws -> [Finished] {
    var said: [Finished] = []
    func run(
      _ arguments: [String], ends status: Int, _ variables: [String: String] = [:],
      input: String = "", location: SourceLocation = #_sourceLocation
    ) async throws {
      let finished = try await bench.run(arguments, environment: variables, input: input)
      #expect(finished.status == status, "\(finished)", sourceLocation: location)
      said.append(finished)
    }
    for (name, text) in first.texts.sorted(by: { $0.key < $1.key }) {
      try await run(["secret", "set", name, "--keep-line-end"], ends: 0, input: text)
    }
    try await run(["plan", "--verbose", "--out", "first.plan"], ends: 0)
    try await run(["plan", "-o", "json"], ends: 0)
    try await run(["deploy", "first.plan"], ends: 0)
    for form in ["application", "plan", "svg", "dot", "mermaid"] {
      try await run(["compile", "--emit", form], ends: 0)
    }
    try await run(["graph", "--of", "plan"], ends: 0)
    try await run(["validate"], ends: 0)
    let words = ["BLUEPRINT_VAR_word": first.word]
    try await run(["action", "plan", "tell", "--out", "tell.plan", "-o", "json"], ends: 0, words)
    try await run(["action", "run", "tell", "--yes"], ends: 0, words)
    try await run(["action", "run", "fail", "--yes"], ends: 1)
    try await run(["action", "run", "refuse", "--yes", "-o", "json"], ends: 1, words)
    try await run(["scale", "box=2", "--yes", "-o", "json"], ends: 0)
    try await run(["backup", "--yes"], ends: 0)
    try await run(["restore", "latest", "--yes"], ends: 0)
    // New values by the environment: the old ones are in the services' logs, and stay masked.
    try await run(["deploy", "--yes"], ends: 0, second.variables)
    try await run(["secret", "rotate"], ends: 0)
    try await run(["deploy", "--yes", "--var", "healthy=false"], ends: 1)
    for command in [
      ["logs", "teller[0]", "-n", "100000"], ["logs", "teller[1]", "-n", "100000"],
      ["status", "-o", "json"], ["status"], ["runs"], ["runs", "-o", "json"], ["outputs"],
      ["outputs", "-o", "json"], ["backups"], ["backups", "-o", "json"], ["lock", "status"],
      ["secret", "list"], ["secret", "list", "-o", "json"], ["graph"],
    ] {
      try await run(command, ends: 0)
    }
    let revealed = try await bench.run("outputs", "link", "--reveal", ends: 0)
    #expect(revealed.out.hasPrefix("key:\(second.texts["short"] ?? "")@127."))
    return said
  }

  /// Files that hold a secret are those of machines, and of backups of them, for their owner only;
  /// everything else below the state directory is the owner's alone in any case.
  private func expectFilesAreClosed(_ bench: Bench, _ needles: [String]) throws {
    var holders = 0
    let machines = "state/local/machines/taint/"
    for path in FileManager.default.subpaths(atPath: bench.root) ?? [] {
      let full = "\(bench.root)/\(path)"
      let attributes = try FileManager.default.attributesOfItem(atPath: full)
      let mode = attributes[.posixPermissions] as? Int ?? 0
      let type = attributes[.type] as? FileAttributeType
      if path.hasPrefix("state/"), !path.hasPrefix(machines), type != .typeSymbolicLink {
        #expect(mode & 0o077 == 0, "\(path) has the mode \(String(mode, radix: 8))")
      }
      guard type == .typeRegular, let data = FileManager.default.contents(atPath: full) else {
        continue
      }
      let found = needles.filter { data.firstRange(of: Data($0.utf8)) != nil }
      guard !found.isEmpty else { continue }
      holders += 1
      let isPlace = path.hasPrefix(machines) || path.hasPrefix("state/backups/taint/")
      #expect(isPlace, "\(path) holds \(found)")
      #expect(mode & 0o077 == 0, "\(path) has the mode \(String(mode, radix: 8))")
    }
    #expect(holders > 2)
  }
}

/// Secrets of many shapes, all with a mark by which they are found.
struct PlantedSecrets {
  private let mark: String

  init(mark: String) { self.mark = mark }

  private var number: Int { 700_000_000 + mark.utf8.reduce(0) { $0 * 31 % 1_000_003 + Int($1) } }

  /// The values by the inputs' names, as they are typed.
  var texts: [String: String] {
    [
      "short": "\(mark.prefix(2))#\(mark.suffix(2))~",
      "long": "\(mark)-long-" + String(repeating: "\(mark)0123456789", count: 250),
      "quoted": #"\#(mark)'s "secret" \ $HOME `id` %s"#,
      "lines": "-----BEGIN-----\n\(mark) line two\n\(mark) \"line\" three\n-----END-----\n",
      "json": #"{"user": "\#(mark)-user", "password": "p@ss\#(mark)"}"#,
      "number": String(number), "many": "[\(mark)-first, \(mark)-second]",
    ]
  }

  /// The value of the action's input.
  var word: String { "\(mark)-word/with a blank" }

  /// The values as variables for a command.
  var variables: [String: String] {
    Dictionary(uniqueKeysWithValues: texts.map { ("BLUEPRINT_VAR_\($0.key)", $0.value) })
  }

  /// What must be found nowhere.
  var needles: [String] { [mark, texts["short"] ?? mark, String(number)] }
}
