import BlueprintModel
import Hosts
import Testing

@testable import LocalProvider

@Suite("Machines and files of the local provider", .timeLimit(.minutes(1)))
struct MachineTests {
  @Test("a machine keeps its address, and two never share one")
  func addresses() async throws {
    let bench = try LocalBench()
    let first = try await bench.machine(0)
    let second = try await bench.machine(1)
    #expect(try await bench.machine(0) == first)
    #expect(first["address"] != second["address"])
    let parts = first["address"]?.string?.split(separator: ".").compactMap { Int($0) } ?? []
    #expect(parts.count == 4 && parts[0] == 127 && parts[1] > 0 && (1...254).contains(parts[3]))
    try await bench.removeMachine(0)
    try await bench.removeMachine(1)
    #expect(try DirectoryTree.names(in: "\(bench.path)/local/addresses").isEmpty)
  }

  @Test("candidates stay out of what others use")
  func candidates() {
    let book = AddressBook(directory: "/x")
    for number in 0..<2_000 {
      let parts = book.candidate(number, for: "m").split(separator: ".").compactMap { Int($0) }
      #expect(parts.count == 4 && parts[0] == 127)
      #expect((1...255).contains(parts[1]) && (0...255).contains(parts[2]))
      #expect((1...254).contains(parts[3]))
    }
  }

  @Test("a taken address is passed over")
  func collision() async throws {
    let bench = try LocalBench()
    let book = AddressBook(directory: "\(bench.path)/book")
    let wanted = book.candidate(0, for: "me")
    _ = try await LocalHost().put(
      .text("somebody"), at: "\(bench.path)/book/\(wanted)", mode: 0o600)
    #expect(try book.take(for: "me") == book.candidate(1, for: "me"))
    #expect(try book.take(for: "me") == book.candidate(1, for: "me"))
  }

  @Test("volumes are directories below the root")
  func volumes() async throws {
    let bench = try LocalBench()
    let outcome = try await bench.call(
      "machine.ensure",
      [
        "name": "web-0",
        "specification": ["volumes": ["data": ["size": "1GiB", "mount": "/var/data"]]],
      ], address: "machines.web[0]")
    let root = try #require(try outcome.outputs["root"]?.string)
    #expect(DirectoryTree.kind(of: "\(root)/var/data") == .directory)
    let there = try await bench.call(
      "machine.observe", .map([:]), address: "machines.web[0]", prior: outcome.handle)
    #expect(try there.outputs["state"] == "present")
    try await bench.removeMachine()
    let gone = try await bench.call("machine.observe", .map([:]), address: "machines.web[0]")
    #expect(try gone.outputs["state"] == "absent")
  }

  @Test("files are put, left alone when unchanged, and removed when no longer listed")
  func files() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let home = try #require(host["home"]?.string)
    func put(_ files: [Value], prior: Value?) async throws -> Outcome {
      try await bench.call(
        "host.put", ["host": host, "directory": "services/web", "files": .list(files)],
        prior: prior)
    }
    let a: Value = ["path": "conf/a", "content": "one", "mode": 0o600]
    let b: Value = ["path": "/etc/b", "content": "two"]
    let first = try await put([a, b], prior: nil)
    #expect(
      try FileRange.read("\(home)/services/web/conf/a", from: 0, limit: 9) == Array("one".utf8))
    #expect(DirectoryTree.mode(of: "\(home)/services/web/conf/a") == 0o600)
    #expect(DirectoryTree.mode(of: "\(home)/root/etc/b") == 0o644)
    let again = try await put([a, b], prior: first.handle)
    #expect(again == first)
    let less = try await put([b], prior: first.handle)
    #expect(try less.outputs["digest"] != first.outputs["digest"])
    #expect(DirectoryTree.kind(of: "\(home)/services/web/conf") == nil)
    #expect(DirectoryTree.kind(of: "\(home)/root/etc/b") == .file)
    _ = try await put([], prior: less.handle).outputs
    #expect(DirectoryTree.kind(of: "\(home)/root/etc/b") == nil)
    try await bench.removeMachine()
  }

  @Test(
    "a path that leads out of the machine is refused",
    arguments: ["../../x", "/../x", "a/../../../x", "link/x", "\u{0}"])
  func escapes(path: String) async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let home = try #require(host["home"]?.string)
    try DirectoryTree.make("\(home)/services/web", mode: 0o755)
    try DirectoryTree.makeLink(at: "\(home)/services/web/link", to: "/tmp")
    let outcome = try await bench.call(
      "host.put",
      [
        "host": host, "directory": "services/web",
        "files": [["path": .string(path), "content": "x"]],
      ])
    #expect(outcome.failure?.code == "bad_path")
    let state = try await bench.call(
      "host.put",
      ["host": host, "directory": ".blueprint", "files": [["path": "term.9", "content": ""]]])
    #expect(state.failure?.code == "bad_path")
    try await bench.removeMachine()
  }

  @Test("a tree goes to the controller and back unchanged")
  func trees() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let home = try #require(host["home"]?.string)
    _ = try await bench.call(
      "host.put",
      [
        "host": host, "directory": "data",
        "files": [
          ["path": "a/one", "content": "1", "mode": 0o600], ["path": "two", "content": "22"],
        ],
      ]
    ).outputs
    try DirectoryTree.makeLink(at: "\(home)/data/link", to: "two")
    let into = "\(bench.path)/copy"
    let get: Value = ["host": host, "path": "data", "into": .string(into)]
    let got = try await bench.call("host.get", get).outputs
    #expect(got["files"]?.list?.map { $0["path"] } == ["a/one", "two"])
    #expect(got["files"]?.list?.last?["sha256"] == .string(Digest(of: "22".utf8).description))
    #expect(try await bench.call("host.get", get).outputs == got)
    _ = try await bench.call(
      "host.put",
      [
        "host": host, "directory": "back",
        "files": [["path": ".", "source": .string(into)]],
      ]
    ).outputs
    #expect(
      try DirectoryTree.entries(below: "\(home)/back").filter { $0.kind != .directory }
        == DirectoryTree.entries(below: "\(home)/data").filter { $0.kind != .directory })
    let missing = try await bench.call(
      "host.get", ["host": host, "path": "none", "into": .string(into)])
    #expect(missing.failure?.code == "not_found")
    try await bench.removeMachine()
  }

  @Test("packages are looked for, with their versions")
  func packages() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    func ensure(_ name: String, _ manager: Value = .null) async throws -> Outcome {
      try await bench.call(
        "packages.ensure",
        ["host": host, "packages": [["name": .string(name), "manager": manager]]])
    }
    #expect(try await ensure("dash").outputs["digest"] != nil)
    #expect(try await ensure("dash=0.*").outputs["digest"] != nil)
    let pinned = try #require(try await ensure("dash=99.*").failure)
    #expect(pinned.code == "package_missing" && pinned.message.contains("99.*"))
    let missing = try #require(try await ensure("no-such-package").failure)
    #expect(missing.help == "install it: apt-get install no-such-package")
    #expect(missing.failureClass == .permanent && missing.changed == .no)
    try await bench.removeMachine()
  }

  @Test("the check of a target tells all its problems at once")
  func check() async throws {
    let bench = try LocalBench()
    let host = try await bench.machine()
    let address = try #require(host["address"]?.string)
    _ = try await bench.call(
      "service.ensure",
      [
        "host": host, "name": "web", "command": .string(serverCommand), "directory": "services/web",
        "env": ["LISTEN": "0.0.0.0", "PORT": "0"], "spec": 1,
      ]
    ).outputs
    var port: Int?
    let isListening = try await eventually {
      port = try await portOfService(bench, host)
      return port != nil
    }
    #expect(isListening)
    let taken = try #require(port)
    let outputs = try await bench.call(
      "target.check",
      [
        "machines": [["address": "machines.web[0]"]],
        "packages": [["name": "dash"], ["name": "no-such-package"]],
        "ports": [
          ["machine": "machines.web[0]", "service": "s", "endpoint": "e", "port": .integer(taken)],
          [
            "machine": "machines.web[0]", "service": "s", "endpoint": "e",
            "port": .integer(taken), "held": true,
          ],
        ],
      ]
    ).outputs
    let problems = outputs["problems"]?.list ?? []
    #expect(problems.map { $0["kind"] } == ["package", "port"])
    #expect(problems.map { $0["index"] } == [1, 0])
    #expect(problems.last?["message"]?.string?.contains("python3 (pid ") == true)
    #expect(problems.last?["message"]?.string?.contains(address) == true)
    try await bench.removeMachine()
  }

  /// The port that the kernel gave the test's server, once it says so.
  private func portOfService(_ bench: LocalBench, _ host: Value) async throws -> Int? {
    let logs = try await bench.call("service.logs", ["host": host, "name": "web"])
    let lines = try logs.outputs["lines"]?.list ?? []
    let words = lines.compactMap(\.string).first { $0.hasPrefix("port ") }?.split(separator: " ")
    return words?.last.flatMap { Int($0) }
  }
}
