import ArgumentParser
import BlueprintEngine
import BlueprintModel

/// `blueprint runs`.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs of a deployment, the newest first.")

  @Option(name: .customShort("n"), help: "How many.")
  var limit: Int = 20

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      _ = try await view.state()
      let runs: [RunRecord]
      do throws(StoreError) {
        runs = try await view.workspace.store.runs(of: view.deployment, limit: limit)
      } catch {
        throw CommandFailure(store: error)
      }
      if common.output == .json {
        let list = Value.list(runs.map { json($0, at: surroundings.now) })
        return surroundings.console.result(list.canonicalJSON)
      }
      var table = Table(["RUN", "OPERATION", "STARTED", "TOOK", "RESULT", "BY"])
      for run in runs {
        let took = run.finishedAt.map { ($0 - run.createdAt).brief } ?? "-"
        let operation = ([run.operation.kind.rawValue] + run.operation.arguments)
          .joined(separator: " ")
        table.add([
          run.id.description, operation, run.createdAt.readableUTC, took,
          outcome(of: run, at: surroundings.now), run.createdBy,
        ])
      }
      for line in table.lines { surroundings.console.result(line) }
    }
  }

  private func outcome(of run: RunRecord, at now: Timestamp) -> String {
    if let result = run.result { return result.rawValue }
    guard let lease = run.lease, lease.expiry > now, !lease.holder.isKnownDead else {
      return "unfinished"
    }
    return "running (\(lease.holder.label))"
  }

  private func json(_ run: RunRecord, at now: Timestamp) -> Value {
    [
      "run": .string(run.id.description), "deployment": .string(run.deployment),
      "operation": run.operation.json, "plan": .string(run.plan.description),
      "created_by": .string(run.createdBy),
      "created_at_ms": .integer(run.createdAt.milliseconds),
      "finished_at_ms": run.finishedAt.map { .integer($0.milliseconds) } ?? .null,
      "result": run.result.map { .string($0.rawValue) } ?? .null,
      "state": .string(outcome(of: run, at: now)),
    ]
  }
}
