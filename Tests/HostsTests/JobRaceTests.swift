import Glibc
import Hosts
import Testing

@Suite("Durable jobs under kills and races", .serialized)
struct JobRaceTests {
  private func job(
    _ script: String, _ token: String, in scene: SupervisionScene, deadline: Duration? = nil
  ) -> HostJob {
    HostJob(
      token: token, script: script, environment: ["SCENE": scene.directory],
      directory: "\(scene.directory)/work", deadline: deadline, grace: .milliseconds(300))
  }

  @Test(
    "who starts a token at once or again attaches to one body",
    arguments: SupervisionScene.Shell.allCases)
  func runsOnce(shell: SupervisionScene.Shell) async throws {
    try await SupervisionScene.play(shell) { scene in
      for round in 0..<10 {
        let job = job("echo ran >>$SCENE/ran; echo done", "t\(round)", in: scene)
        let ends = try await withThrowingTaskGroup(of: JobStatus.self) { group in
          for _ in 0..<2 {
            group.addTask { [host = scene.host, directory = scene.directory] in
              let jobs = HostJobs(host: host, state: "\(directory)/state")
              try await jobs.start(job, term: 1)
              return try await jobs.wait(for: job.token) { _ in }
            }
          }
          return try await group.reduce(into: [JobStatus]()) { $0.append($1) }
        }
        #expect(ends == [.exited(0), .exited(0)])
        #expect(try scene.text("ran").split(separator: "\n").count == round + 1)
      }
    }
  }

  @Test("a job whose processes were killed is lost, and never runs again")
  func lost() async throws {
    try await SupervisionScene.play { scene in
      let job = job("echo ran >>$SCENE/ran; sleep 1000", "t", in: scene)
      try await scene.jobs.start(job, term: 1)
      _ = try await scene.until { try $0.text("ran").isEmpty ? nil : true }
      let group = try await scene.until { scene in
        scene.processes().first { $0.command.contains("/script") }.map { getpgid($0.pid) }
      }
      // A group of 1 or less would stand for far more than this job.
      try #require(group > 1)
      for process in scene.processes() where process.command.contains(".sh runner ") {
        kill(process.pid, SIGKILL)
      }
      #expect(try await scene.jobs.status(of: "t") == .running)
      kill(-group, SIGKILL)
      _ = try await scene.until { try await $0.jobs.status(of: "t") == .lost ? true : nil }
      try await scene.jobs.start(job, term: 1)
      #expect(try await scene.jobs.status(of: "t") == .lost)
      #expect(try scene.text("ran") == "ran\n")
    }
  }

  @Test("a cancel right after the start is not missed")
  func earlyCancel() async throws {
    try await SupervisionScene.play { scene in
      for round in 0..<10 {
        try await scene.jobs.start(job("sleep 1000", "t\(round)", in: scene), term: 1)
        try await scene.jobs.cancel("t\(round)")
        #expect(try await scene.jobs.wait(for: "t\(round)") { _ in } == .cancelled)
      }
    }
  }

  @Test("the host holds the deadline, on children too")
  func deadline() async throws {
    try await SupervisionScene.play { scene in
      let script = "sh -c 'sleep 1000' $SCENE & sleep 1000"
      try await scene.jobs.start(
        job(script, "t", in: scene, deadline: .milliseconds(500)), term: 1)
      #expect(try await scene.jobs.wait(for: "t") { _ in } == .overdue)
    }
  }
}
