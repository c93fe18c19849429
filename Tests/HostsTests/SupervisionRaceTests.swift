import Glibc
import Hosts
import Testing

@Suite("Supervision under kills and races", .serialized)
struct SupervisionRaceTests {
  private static let patient = "trap 'sleep 0.3; exit 0' TERM; while :; do sleep 0.05; done"

  @Test(
    "a killed service is started once more, and once only",
    arguments: SupervisionScene.Shell.allCases)
  func killedService(shell: SupervisionScene.Shell) async throws {
    try await SupervisionScene.play(shell) { scene in
      try await scene.services.ensure("web", scene.service("sleep 1000"), term: 1)
      let first = try #require(try await scene.services.status(of: "web").pid)
      kill(pid_t(first), SIGKILL)
      // A process says who it is first, and counts its start then.
      let second = try await scene.until { scene in
        let status = try await scene.services.status(of: "web")
        return status.starts > 1 ? status.pid.flatMap { $0 != first ? $0 : nil } : nil
      }
      #expect(second != first)
      #expect(try await scene.services.status(of: "web").starts == 2)
      try await scene.services.stop("web", term: 1, within: .seconds(3))
      #expect(try await scene.services.status(of: "web").state == .stopped)
    }
  }

  @Test("a stop that its caller left behind does not touch the next service")
  func lateStop() async throws {
    try await SupervisionScene.play { scene in
      try await scene.services.ensure("web", scene.service(Self.patient, spec: "A"), term: 1)
      let stopping = Task { [services = scene.services] in
        try await services.stop("web", term: 1, within: .seconds(3))
      }
      let late = try await scene.until { scene in
        scene.processes().first { $0.command.contains(".sh stop ") }?.pid
      }
      kill(late, SIGSTOP)
      try await scene.services.ensure("web", scene.service(Self.patient, spec: "B"), term: 1)
      let before = try await scene.services.status(of: "web")
      kill(late, SIGCONT)
      try await stopping.value
      let after = try await scene.services.status(of: "web")
      #expect(after.state == .running || after.state == .stopped)
      // Suspended before it chose whom to stop, it may stop this one; it must not restart it.
      #expect(after.starts == before.starts)
      if after.state == .running { #expect(after.pid == before.pid) }
      try await scene.services.stop("web", term: 1, within: .seconds(3))
    }
  }

  @Test("two that start the same service at once start one process")
  func racingStarters() async throws {
    try await SupervisionScene.play { scene in
      for round in 0..<10 {
        let name = "web\(round)"
        let service = scene.service("sleep 1000")
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<3 {
            group.addTask { [services = scene.services] in
              try await services.ensure(name, service, term: 1)
            }
          }
          try await group.waitForAll()
        }
        let status = try await scene.services.status(of: name)
        #expect(status.state == .running)
        #expect(status.starts == 1)
        try await scene.services.stop(name, term: 1, within: .seconds(3))
      }
    }
  }

  @Test("after its supervisor was killed, a service is started anew and never runs twice")
  func killedSupervisor() async throws {
    try await SupervisionScene.play { scene in
      let service = scene.service("sleep 1000")
      try await scene.services.ensure("web", service, term: 1)
      let first = try #require(try await scene.services.status(of: "web").pid)
      let runners = scene.processes().filter { $0.command.contains(".sh runner ") }
      for runner in runners { kill(runner.pid, SIGKILL) }
      try await scene.services.ensure("web", service, term: 1)
      let second = try #require(try await scene.services.status(of: "web").pid)
      #expect(second != first)
      #expect(!SupervisionScene.runs(pid_t(first)))
      try await scene.services.stop("web", term: 1, within: .seconds(3))
    }
  }

  @Test("a stop ends also what ignores TERM")
  func stubbornGroup() async throws {
    try await SupervisionScene.play { scene in
      var service = scene.service("trap '' TERM; sh -c 'trap \"\" TERM; sleep 1000' & wait")
      service.stopTimeout = .milliseconds(300)
      try await scene.services.ensure("web", service, term: 1)
      let leader = try #require(try await scene.services.status(of: "web").pid)
      try await scene.services.stop("web", term: 1, within: .milliseconds(300))
      let members = try DirectoryTree.names(in: "/proc").compactMap { pid_t($0) }.filter {
        getpgid($0) == pid_t(leader) && SupervisionScene.runs($0)
      }
      #expect(members.isEmpty)
    }
  }

  @Test("a lower term than was seen neither starts nor stops")
  func staleTerm() async throws {
    try await SupervisionScene.play { scene in
      try await scene.services.ensure("web", scene.service("sleep 1000"), term: 5)
      await #expect(throws: HostError.staleTerm(offered: 4, seen: 5)) {
        try await scene.services.stop("web", term: 4, within: .seconds(1))
      }
      await #expect(throws: HostError.staleTerm(offered: 4, seen: 5)) {
        try await scene.services.ensure("web", scene.service("true", spec: "2"), term: 4)
      }
      #expect(try await scene.services.status(of: "web").state == .running)
      try await scene.services.remove("web", term: 5, stoppingWithin: .seconds(3))
    }
  }

  @Test("HUP reaches who handles it, and spares who does not")
  func reload() async throws {
    try await SupervisionScene.play { scene in
      let handler = "sh -c 'trap \"echo again\" HUP; echo up; while :; do sleep 0.05; done'; :"
      try await scene.services.ensure("deaf", scene.service("sleep 1000"), term: 1)
      #expect(try await scene.services.reload("deaf") == false)
      #expect(try await scene.services.status(of: "deaf").starts == 1)
      try await scene.services.ensure("web", scene.service(handler), term: 1)
      _ = try await scene.until { scene in
        try await scene.services.log(of: "web", limit: 1_000).contains("up") ? true : nil
      }
      #expect(try await scene.services.reload("web"))
      _ = try await scene.until { scene in
        try await scene.services.log(of: "web", limit: 1_000).contains("again") ? true : nil
      }
      for name in ["deaf", "web"] {
        try await scene.services.stop(name, term: 1, within: .seconds(3))
      }
    }
  }
}
