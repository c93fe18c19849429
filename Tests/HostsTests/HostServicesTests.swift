import BlueprintModel
import Glibc
import Hosts
import Testing

@Suite("Supervised services", .timeLimit(.minutes(2)))
struct HostServicesTests {
  private func service(
    _ command: String, in workspace: Workspace, stopTimeout: Duration = .seconds(5),
    logLimit: Int = 10 << 20, spec: Value = .null
  ) -> HostedService {
    HostedService(
      command: command, environment: ["MARK": workspace.path], directory: workspace.home,
      stopTimeout: stopTimeout, logLimit: logLimit, spec: spec)
  }

  private func isRunning(_ services: HostServices, starts: Int) async throws -> Bool {
    let status = try await services.status(of: "web")
    return status.state == .running && status.starts == starts
  }

  private func expectNothingLeft(_ path: String) async throws {
    #expect(
      try await eventually { processes(mentioning: path).isEmpty },
      "left: \(processes(mentioning: path))")
  }

  @Test("a killed service comes back", arguments: Shell.available)
  func restarts(shell: Shell) async throws {
    let workspace = try Workspace()
    let services = HostServices(
      host: try await shell.host(in: workspace.path), state: workspace.state)
    try await services.ensure("web", service("exec sleep 300", in: workspace), term: 1)
    #expect(try await eventually { try await isRunning(services, starts: 1) })
    let pid = try #require(try await services.status(of: "web").pid)
    kill(pid_t(pid), SIGKILL)
    #expect(try await eventually { try await isRunning(services, starts: 2) })
    try await services.remove("web", term: 1, stoppingWithin: .seconds(5))
    #expect(try await services.status(of: "web").state == .absent)
    try await expectNothingLeft(workspace.path)
  }

  @Test("a killed shell takes its server along, so that the ports are free for the next one")
  func wholeGroup() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    try await services.ensure("web", service("sleep 300; true", in: workspace), term: 1)
    #expect(try await eventually { try await isRunning(services, starts: 1) })
    let path = workspace.path
    #expect(
      try await eventually {
        processes(mentioning: "sleep\u{0}300").contains { pid in
          processes(mentioning: path).contains(pid)
        }
      })
    let pid = try #require(try await services.status(of: "web").pid)
    kill(pid_t(pid), SIGKILL)
    #expect(try await eventually { try await isRunning(services, starts: 2) })
    let all = processes(mentioning: path)
    let sleeping = processes(mentioning: "sleep\u{0}300").filter(all.contains)
    #expect(sleeping.count <= 1)
    try await services.stop("web", term: 1, within: .seconds(5))
    try await expectNothingLeft(workspace.path)
  }

  @Test("many starters at once start one supervisor and one service", arguments: Shell.available)
  func race(shell: Shell) async throws {
    let workspace = try Workspace()
    let services = HostServices(
      host: try await shell.host(in: workspace.path), state: workspace.state)
    let service = service("echo up; exec sleep 300", in: workspace)
    for round in 1...3 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<6 { group.addTask { try await services.ensure("web", service, term: 1) } }
        try await group.waitForAll()
      }
      #expect(try await eventually { try await isRunning(services, starts: round) })
      #expect(
        try await services.log(of: "web", limit: 100) == String(repeating: "up\n", count: round))
      try await services.stop("web", term: 1, within: .seconds(5))
      try await expectNothingLeft(workspace.path)
    }
  }

  @Test("the same definition leaves the process alone, another one replaces it")
  func digest() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    let first = service("exec sleep 300", in: workspace, spec: ["version": "1"])
    try await services.ensure("web", first, term: 1)
    #expect(try await eventually { try await isRunning(services, starts: 1) })
    let before = try await services.status(of: "web")
    try await services.ensure("web", first, term: 2)
    let after = try await services.status(of: "web")
    #expect(after.pid == before.pid && after.starts == before.starts)
    let second = service("exec sleep 300", in: workspace, spec: ["version": "2"])
    try await services.ensure("web", second, term: 2)
    #expect(try await eventually { try await isRunning(services, starts: 2) })
    #expect(try await services.status(of: "web").spec == second.digest)
    #expect(try await services.status(of: "web").pid != before.pid)
    let specs = try DirectoryTree.names(in: "\(services.directory(of: "web"))/specs")
    #expect(specs == [second.digest.description])
    try await services.stop("web", term: 2, within: .seconds(5))
    #expect(try await services.status(of: "web").state == .stopped)
    #expect(try await services.start("web", term: 2))
    #expect(try await eventually { try await isRunning(services, starts: 3) })
    try await services.stop("web", term: 2, within: .seconds(5))
    try await expectNothingLeft(workspace.path)
  }

  @Test("the service of a supervisor that was killed is replaced, never doubled")
  func supervisorKilled() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    let service = service("exec sleep 300", in: workspace)
    try await services.ensure("web", service, term: 1)
    #expect(try await eventually { try await isRunning(services, starts: 1) })
    let pid = try #require(try await services.status(of: "web").pid)
    let marker = "runner\u{0}\(services.directory(of: "web"))"
    for supervisor in processes(mentioning: marker) { kill(pid_t(supervisor), SIGKILL) }
    #expect(try await eventually { processes(mentioning: marker).isEmpty })
    #expect(try await services.status(of: "web").state == .running)
    try await services.ensure("web", service, term: 1)
    #expect(try await eventually { try await isRunning(services, starts: 2) })
    #expect(processes(mentioning: workspace.path).contains(pid) == false)
    try await services.remove("web", term: 1, stoppingWithin: .seconds(5))
    try await expectNothingLeft(workspace.path)
  }

  @Test("a service that ignores TERM is killed after its time")
  func stubborn() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    let stubborn = service(
      "trap '' TERM; echo up; while :; do sleep 0.1; done", in: workspace,
      stopTimeout: .milliseconds(500))
    try await services.ensure("web", stubborn, term: 1)
    #expect(try await eventually { try await services.log(of: "web", limit: 9) == "up\n" })
    try await services.stop("web", term: 1, within: .milliseconds(500))
    try await expectNothingLeft(workspace.path)
  }

  @Test("a service gets the time it was promised to end")
  func graceful() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    let polite = service(
      "trap 'sleep 0.5; echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done",
      in: workspace)
    try await services.ensure("web", polite, term: 1)
    #expect(try await eventually { try await services.log(of: "web", limit: 9) == "up\n" })
    try await services.stop("web", term: 1, within: .seconds(5))
    #expect(try await services.log(of: "web", limit: 100).hasSuffix("bye\n"))
    try await expectNothingLeft(workspace.path)
  }

  @Test("a crash loop slows down and its log is kept")
  func crashLoop() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    try await services.ensure("web", service("echo no; exit 1", in: workspace), term: 1)
    #expect(try await eventually { try await services.status(of: "web").starts >= 3 })
    // 0.2 s, 0.4 s, 0.8 s, …: six starts take more than 6 s.
    #expect(try await services.status(of: "web").starts < 6)
    #expect(try await services.log(of: "web", limit: 100).hasPrefix("no\nno\nno\n"))
    try await services.stop("web", term: 1, within: .seconds(5))
    try await expectNothingLeft(workspace.path)
  }

  @Test("a log is rotated by size while the service writes on")
  func rotates() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    let chatty = service(
      "while :; do echo 0123456789012345678901234567890123456789; sleep 0.01; done",
      in: workspace, logLimit: 1_000)
    try await services.ensure("web", chatty, term: 1)
    let folder = services.directory(of: "web")
    #expect(
      try await eventually {
        DirectoryTree.kind(of: "\(folder)/log.2") == .file
      })
    try await services.stop("web", term: 1, within: .seconds(5))
    try await expectNothingLeft(workspace.path)
  }

  @Test("a lower lease term starts nothing")
  func staleTerm() async throws {
    let workspace = try Workspace()
    let services = HostServices(host: LocalHost(), state: workspace.state)
    let service = service("exec sleep 300", in: workspace)
    try await services.ensure("web", service, term: 3)
    try await services.stop("web", term: 3, within: .seconds(5))
    await #expect(throws: HostError.staleTerm(offered: 2, seen: 3)) {
      try await services.ensure("web", service, term: 2)
    }
    try await expectNothingLeft(workspace.path)
  }
}
