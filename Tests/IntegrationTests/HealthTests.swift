import Glibc
import Testing

@Suite(.timeLimit(.minutes(2))) struct HealthTests {
  @Test func aServiceThatNeverBecomesHealthyFailsWithItsLastLines() async throws {
    try await Bench.with("page") { bench in
      try bench.edit("path: /index.html", "path: /missing.html")
      try bench.edit("deadline: 20s", "deadline: 1s")
      let ended = try await bench.run("deploy", "--yes", "-o", "json", ends: 1)
      #expect(
        ended.err.contains("blueprint.yaml:27:5: error[BP0910]: services.page[0]/healthy"),
        "\(ended)")
      #expect(ended.err.contains("did not become healthy within 1s"), "\(ended)")
      #expect(ended.err.contains("│ "), "\(ended)")
      #expect(ended.err.contains("GET /missing.html"), "\(ended)")
      let report = try ended.json
      #expect(report["result"] == "failed")
      #expect(report["exit_code"] == 1)
      #expect(report["failures"]?.list?.first?["step"] == "services.page[0]/healthy")
      try bench.edit("path: /missing.html", "path: /index.html")
      try await bench.run("deploy", "--yes", ends: 0)
      let idle = try await bench.run("deploy", "--yes", ends: 0)
      #expect(idle.err.contains("nothing to do"), "\(idle)")
      let results = try await bench.run("runs", "-o", "json", ends: 0).json.list?.map {
        $0["result"]
      }
      #expect(results == ["succeeded", "failed"])
    }
  }

  @Test func aKilledServiceComesBack() async throws {
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let before = try await bench.instance("services.idle")
      #expect(before.state == "running")
      #expect(before.starts == 1)
      kill(pid_t(try #require(before.pid)), SIGKILL)
      try await eventually("it runs again") {
        let now = try await bench.instance("services.idle")
        return now.state == "running" && now.starts == 2 && now.pid != before.pid
      }
      let status = try await bench.run("status", ends: 0)
      #expect(status.out.contains("started 2 times"), "\(status)")
    }
  }
}
