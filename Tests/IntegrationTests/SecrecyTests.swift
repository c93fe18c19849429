import Foundation
import Synchronization
import Testing

/// A secret's value is nowhere but where it must be.
@Suite(.timeLimit(.minutes(2))) struct SecrecyTests {
  private static let first = "s3cr3t-alpha-0123456789"
  private static let second = "s3cr3t-beta-9876543210"

  @Test func theValueIsNowhereElse() async throws {
    try await Bench.with("secret") { bench in
      let watch = CommandLineWatch(for: ["s3cr3t-alpha", "s3cr3t-beta"])
      try await watch.during {
        try await operate(bench)
      }
      #expect(watch.sightings == [])
      try expectFilesAreClosed(bench)
    }
  }

  private func operate(_ bench: Bench) async throws {
    var said: [Finished] = []
    let one = ["BLUEPRINT_VAR_token": Self.first]
    let two = ["BLUEPRINT_VAR_token": Self.second]
    said.append(try await bench.run("deploy", "--yes", "-o", "json", ends: 0, environment: one))
    said.append(try await bench.run("deploy", "--yes", ends: 0))
    #expect(try await bench.instance("services.keeper").starts == 1)
    said.append(
      try await bench.run("plan", "-o", "json", "--out", "p.plan", ends: 0, environment: two))
    said.append(try await bench.run("upgrade", "--yes", ends: 0, environment: two))
    #expect(try await bench.instance("services.keeper").starts == 2)
    let keeper = try bench.machineFile("box", "services/keeper/token.txt")
    #expect(keeper == "token=\(Self.second)\n")
    #expect(
      try bench.machineFile("box", "services/keeper/given.txt") == "given \(Self.second)")
    #expect(try bench.machineFile("box", "services/keeper/modes.txt") == "600\n600\n")
    said.append(
      try await bench.run("deploy", "--yes", "-o", "json", "--var", "healthy=false", ends: 1))
    for command in [
      ["logs", "keeper"], ["status", "-o", "json"], ["runs", "-o", "json"], ["outputs"],
      ["outputs", "-o", "json"],
    ] {
      said.append(try await bench.run(command))
    }
    #expect(said.contains { $0.all.contains("my token is") })
    #expect(said.contains { $0.out.contains("link = •••") }, "\(said.suffix(2))")
    let revealed = try await bench.run("outputs", "link", "--reveal", ends: 0)
    #expect(revealed.out.hasPrefix("token:\(Self.second)@127."))
    for finished in said {
      #expect(!finished.all.contains("s3cr3t"), "\(finished)")
    }
  }

  /// Every file that holds a secret is for its owner alone, and the state is not among them.
  private func expectFilesAreClosed(_ bench: Bench) throws {
    var holders = 0
    for path in FileManager.default.subpaths(atPath: bench.root) ?? [] {
      let full = "\(bench.root)/\(path)"
      guard let data = FileManager.default.contents(atPath: full),
        data.firstRange(of: Data("s3cr3t-".utf8)) != nil
      else { continue }
      holders += 1
      #expect(path.hasPrefix("state/local/machines/secret/box/"), "\(path)")
      let mode = try FileManager.default.attributesOfItem(atPath: full)[.posixPermissions]
      #expect((mode as? Int ?? 0) & 0o077 == 0, "\(path)")
    }
    #expect(holders > 0)
    let key = try FileManager.default.attributesOfItem(atPath: "\(bench.state)/key")
    #expect(key[.posixPermissions] as? Int == 0o600)
    let state = try FileManager.default.attributesOfItem(atPath: bench.state)
    #expect(state[.posixPermissions] as? Int == 0o700)
  }
}

/// Looks at the command lines of all processes again and again.
final class CommandLineWatch: Sendable {
  private let words: [String]
  private let seen = Mutex<Set<String>>([])

  init(for words: [String]) { self.words = words }

  /// The command lines that held one of the words.
  var sightings: Set<String> { seen.withLock { $0 } }

  /// Looks while `body` goes on.
  func during(_ body: () async throws -> Void) async throws {
    let looking = Task {
      while !Task.isCancelled {
        look()
        try? await Task.sleep(for: .milliseconds(5))
      }
    }
    defer { looking.cancel() }
    try await body()
  }

  private func look() {
    for process in ProcessTable.all {
      let line = ProcessTable.commandLine(of: process)
      guard words.contains(where: line.contains) else { continue }
      _ = seen.withLock { $0.insert(line) }
    }
  }
}
