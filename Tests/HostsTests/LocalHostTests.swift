import BlueprintModel
import Glibc
import Hosts
import Testing

@Suite("The local host", .timeLimit(.minutes(1)))
struct LocalHostTests {
  private let host = LocalHost()

  @Test("a command sees its input and environment and nothing else")
  func runs() async throws {
    let script = HostCommand(
      .script("cat; env | sort | grep -v '^PWD=\\|^_='; exit 4", arguments: []),
      environment: ["A": "x y"], input: Array("in\n".utf8))
    let result = try await host.run(script)
    #expect(result.status == 4)
    #expect(result.output == "in\nA=x y\nPATH=\(LocalHost.defaultPath)\n")
  }

  @Test("a command that takes too long is killed with its children")
  func timesOut() async throws {
    let workspace = try Workspace()
    let command = HostCommand(
      .script("sleep 300 & sleep 300", arguments: []), environment: ["MARK": workspace.path],
      timeout: .milliseconds(300))
    await #expect(throws: HostError.timedOut(command: "a shell script", after: command.timeout)) {
      try await host.run(command)
    }
    let path = workspace.path
    #expect(try await eventually { processes(mentioning: path).isEmpty })
  }

  @Test("a program that is not there is told")
  func missing() async throws {
    let error = await #expect(throws: HostError.self) {
      try await host.run(HostCommand(.program(["no-such-program-of-blueprint"])))
    }
    #expect(error?.description.contains("no-such-program-of-blueprint") == true)
  }

  @Test("a file appears whole, with its mode and digest, and no temporary file stays")
  func puts() async throws {
    let workspace = try Workspace()
    let path = "\(workspace.path)/a/b/file"
    let digest = try await host.put(.text("hello"), at: path, mode: 0o640)
    #expect(digest == Digest(of: "hello".utf8))
    #expect(DirectoryTree.mode(of: path) == 0o640)
    try await host.put(.file(path), at: "\(workspace.path)/a/b/copy", mode: 0o600)
    #expect(try workspace.text("a/b/copy") == "hello")
    #expect(try DirectoryTree.names(in: "\(workspace.path)/a/b") == ["copy", "file"])
  }

  @Test("a file that cannot be put leaves nothing behind")
  func putFails() async throws {
    let workspace = try Workspace()
    let path = "\(workspace.path)/file"
    await #expect(throws: HostError.self) {
      try await host.put(.file("\(workspace.path)/none"), at: path, mode: 0o600)
    }
    #expect(try DirectoryTree.names(in: workspace.path) == ["home", "state"])
  }

  @Test("reading tells the end of a file from no file")
  func reads() async throws {
    let workspace = try Workspace()
    let path = "\(workspace.path)/file"
    try await host.put(.text("0123456789"), at: path, mode: 0o600)
    #expect(try await host.read(path, from: 4, limit: 3) == Array("456".utf8))
    #expect(try await host.read(path, from: 10, limit: 3) == [])
    #expect(try await host.read("\(path)-none", from: 0, limit: 3) == nil)
  }

  @Test("names that a shell does not take are refused", arguments: ["", "1A", "A-B", "A=B", "A\n"])
  func names(name: String) {
    #expect(throws: HostError.variableName(name)) {
      try EnvironmentFile.text(of: [name: "x"])
    }
  }

  @Test("paths that lead out are recognised")
  func components() {
    #expect(LocalPath.components(of: "a/./b//c") == ["a", "b", "c"])
    #expect(LocalPath.components(of: "a/../b") == nil)
    #expect(LocalPath.components(of: "a\u{0}") == nil)
  }
}
