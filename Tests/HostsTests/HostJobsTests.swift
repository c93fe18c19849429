import BlueprintModel
import Glibc
import Hosts
import Synchronization
import Testing

@Suite("Durable host jobs", .timeLimit(.minutes(2)))
struct HostJobsTests {
  private func job(
    _ token: String, _ script: String, in workspace: Workspace,
    environment: [String: String] = [:], deadline: Duration? = nil, grace: Duration = .seconds(5)
  ) -> HostJob {
    HostJob(
      token: token, script: script,
      environment: environment.merging(["MARK": workspace.path]) { $1 },
      directory: workspace.home, deadline: deadline, grace: grace)
  }

  @Test(
    "a job runs in its directory with its environment and ends with its status",
    arguments: Shell.available)
  func runs(shell: Shell) async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: try await shell.host(in: workspace.path), state: workspace.state)
    let value = "a'b \"c\" $HOME `id` \\ \n*"
    let script = "pwd; printf '%s' \"$VALUE\" >value; echo oops >&2; cat; exit 3"
    var job = job("one", script, in: workspace, environment: ["VALUE": value])
    job.input = Array("input\n".utf8)
    try await jobs.start(job, term: 1)
    let lines = Mutex<[String]>([])
    let status = try await jobs.wait(for: "one") { line in lines.withLock { $0.append(line) } }
    #expect(status == .exited(3))
    #expect(lines.withLock { Set($0) } == [workspace.home, "oops", "input"])
    #expect(try workspace.text("home/value") == value)
    #expect(try await jobs.output(of: "one", limit: 100).errorOutput == "oops\n")
  }

  @Test(
    "standard input is a file of its owner's, and gone with the job", arguments: Shell.available)
  func inputIsPrivate(shell: Shell) async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: try await shell.host(in: workspace.path), state: workspace.state)
    var job = job("told", "stat -L -c %a /dev/stdin; wc -c", in: workspace)
    job.input = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    try await jobs.start(job, term: 1)
    #expect(try await jobs.wait(for: "told") { _ in } == .exited(0))
    let output = try await jobs.output(of: "told", limit: 100).output
    #expect(output.split(whereSeparator: \.isWhitespace) == ["600", "1048576"])
    #expect(try workspace.text("state/jobs/told/stdin") == nil)
  }

  @Test("a token that is started by many at once runs once", arguments: Shell.available)
  func runsOnce(shell: Shell) async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: try await shell.host(in: workspace.path), state: workspace.state)
    let job = job("same", "echo run >>count", in: workspace)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try await jobs.start(job, term: 1) } }
      try await group.waitForAll()
    }
    #expect(try await jobs.wait(for: "same") { _ in } == .exited(0))
    try await jobs.start(job, term: 1)
    #expect(try await jobs.wait(for: "same") { _ in } == .exited(0))
    #expect(try workspace.text("home/count") == "run\n")
  }

  @Test("a cancelled job ends with all its processes", arguments: Shell.available)
  func cancels(shell: Shell) async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: try await shell.host(in: workspace.path), state: workspace.state)
    let script = "trap '' TERM; sleep 300 & echo up; while :; do sleep 0.1; done"
    try await jobs.start(
      job("long", script, in: workspace, grace: .milliseconds(300)), term: 1)
    let isUp = try await eventually {
      try await jobs.output(of: "long", limit: 10).output == "up\n"
    }
    #expect(isUp)
    try await jobs.cancel("long")
    #expect(try await jobs.wait(for: "long") { _ in } == .cancelled)
    let path = workspace.path
    #expect(try await eventually { processes(mentioning: path).isEmpty })
  }

  @Test("a job that is cancelled before it starts never runs")
  func cancelledBefore() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    try await LocalHost().put(.text(""), at: "\(workspace.state)/jobs/early/cancel", mode: 0o600)
    try await jobs.start(job("early", "echo run >ran", in: workspace), term: 1)
    #expect(try await jobs.wait(for: "early") { _ in } == .cancelled)
    #expect(try workspace.text("home/ran") == nil)
  }

  @Test("the host holds the deadline without anybody who waits", arguments: Shell.available)
  func deadline(shell: Shell) async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: try await shell.host(in: workspace.path), state: workspace.state)
    let endless = job(
      "slow", "sleep 300", in: workspace, deadline: .seconds(1), grace: .milliseconds(200))
    try await jobs.start(endless, term: 1)
    let path = workspace.path
    #expect(try await eventually { processes(mentioning: path).isEmpty })
    #expect(try await jobs.status(of: "slow") == .overdue)
  }

  @Test("a job ends before its deadline without leaving its watcher")
  func watcherEnds() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    try await jobs.start(job("quick", "true", in: workspace, deadline: .seconds(7_777)), term: 1)
    #expect(try await jobs.wait(for: "quick") { _ in } == .exited(0))
    let path = workspace.path
    #expect(try await eventually { processes(mentioning: path).isEmpty })
    #expect(try await eventually { processes(mentioning: "sleep\u{0}7777").isEmpty })
  }

  @Test("a job whose processes were killed is lost and never runs again")
  func lost() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    let doomed = job("doomed", "echo run >>count; sleep 300", in: workspace)
    try await jobs.start(doomed, term: 1)
    let path = workspace.path
    #expect(try await eventually { try workspaceText("\(path)/home/count") == "run\n" })
    for pid in processes(mentioning: path) { kill(pid_t(pid), SIGKILL) }
    #expect(try await jobs.wait(for: "doomed") { _ in } == .lost)
    try await jobs.start(doomed, term: 2)
    #expect(try await jobs.status(of: "doomed") == .lost)
    #expect(try workspace.text("home/count") == "run\n")
  }

  @Test("a lower lease term than the highest one seen is refused")
  func staleTerm() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    try await jobs.start(job("a", "true", in: workspace), term: 5)
    await #expect(throws: HostError.staleTerm(offered: 4, seen: 5)) {
      try await jobs.start(job("b", "echo run >ran", in: workspace), term: 4)
    }
    try await jobs.start(job("c", "true", in: workspace), term: 5)
    #expect(try await jobs.wait(for: "c") { _ in } == .exited(0))
    #expect(try workspace.text("home/ran") == nil)
  }

  @Test("output without line ends and in pieces is handed over whole")
  func lines() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    let script = "printf a; sleep 0.2; printf 'b\\nc\\n'; printf d"
    try await jobs.start(job("lines", script, in: workspace), term: 1)
    let lines = Mutex<[String]>([])
    _ = try await jobs.wait(for: "lines") { line in lines.withLock { $0.append(line) } }
    #expect(lines.withLock { $0 } == ["ab", "c", "d"])
  }

  @Test("secrets of a job that ended do not stay, and nobody else can read them before")
  func secrets() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    let file = "\(workspace.state)/jobs/s/env"
    let secret = job("s", "stat -c %a \"$S\"", in: workspace, environment: ["S": file])
    try await jobs.start(secret, term: 1)
    #expect(try await jobs.wait(for: "s") { _ in } == .exited(0))
    #expect(try await jobs.output(of: "s", limit: 10).output == "600\n")
    #expect(try workspace.text("state/jobs/s/env") == nil)
  }

  @Test("sweeping removes what ended and keeps what runs")
  func sweeps() async throws {
    let workspace = try Workspace()
    let jobs = HostJobs(host: LocalHost(), state: workspace.state)
    try await jobs.start(job("old", "true", in: workspace), term: 1)
    _ = try await jobs.wait(for: "old") { _ in }
    let aged = HostCommand(
      .program(["touch", "-d", "2 hours ago", "\(workspace.state)/jobs/old/exit"]))
    #expect(try await LocalHost().run(aged).status == 0)
    try await jobs.start(job("new", "true", in: workspace), term: 1)
    _ = try await jobs.wait(for: "new") { _ in }
    try await jobs.sweep(olderThan: .seconds(3_600))
    #expect(try await jobs.status(of: "old") == .absent)
    #expect(try await jobs.status(of: "new") == .exited(0))
  }
}

func workspaceText(_ path: String) throws -> String? {
  try FileRange.read(path, from: 0, limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
}
