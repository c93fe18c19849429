import BlueprintModel
import Foundation
import Testing

extension Bench {
  /// What a refused command must not change: the deployment's state, its processes, its runs.
  struct Snapshot: Equatable {
    var state: Value
    var runs: Value
    var processes: [Int]
  }

  /// The state as it is now.
  func snapshot() async throws -> Snapshot {
    var status = try await run("status", "-o", "json", ends: 0).json.map ?? [:]
    // How long a process has been up is not part of what it is.
    status["instances"] = .list(
      (status["instances"]?.list ?? []).map { instance in
        var entry = instance.map ?? [:]
        var observed = entry["observed"]?.map ?? [:]
        observed["since_ms"] = nil
        entry["observed"] = .map(observed)
        return .map(entry)
      })
    return Snapshot(
      state: .map(status), runs: try await run("runs", "-o", "json", ends: 0).json,
      processes: processes.sorted())
  }

  /// What `status` says of the instance at `address`: its state, and how often it was started.
  func instance(_ address: String) async throws -> (state: String?, starts: Int?, pid: Int?) {
    let status = try await run("status", "-o", "json", ends: 0).json
    let found = status["instances"]?.list?.first { $0["address"]?.string == address }
    let observed = found?["observed"]
    return (
      found?["state"]?.string, observed?["starts"]?.integer, observed?["pid"]?.integer
    )
  }
}
