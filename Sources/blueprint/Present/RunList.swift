import BlueprintEngine
import BlueprintModel

/// The runs of a deployment with where each stands.
struct RunList {
  /// One run.
  struct Item {
    let record: RunRecord
    let standing: RunStanding

    /// How long it took, if it has ended.
    var took: Duration? { record.finishedAt.map { $0 - record.createdAt } }

    /// The run for programs.
    var json: Value {
      [
        "run": .string(record.id.description), "deployment": .string(record.deployment),
        "operation": record.operation.json, "plan": .string(record.plan.description),
        "created_by": .string(record.createdBy),
        "created_at_ms": .integer(record.createdAt.milliseconds),
        "finished_at_ms": record.finishedAt.map { .integer($0.milliseconds) } ?? .null,
        "result": record.result.map { .string($0.rawValue) } ?? .null,
        "standing": .string(standing.name), "state": .string(standing.text),
      ]
    }
  }

  /// The runs, the newest first.
  let items: [Item]

  /// The newest runs of the deployment that `view` is of.
  static func of(_ view: DeploymentView, limit: Int) async throws(CommandFailure) -> RunList {
    _ = try await view.state()
    let records: [RunRecord]
    do throws(StoreError) {
      records = try await view.workspace.store.runs(of: view.deployment, limit: limit)
    } catch {
      throw CommandFailure(store: error)
    }
    var items: [Item] = []
    for record in records {
      let story = record.result == nil ? try await view.workspace.story(of: record.id) : nil
      let now = view.workspace.surroundings.now
      items.append(Item(record: record, standing: RunStanding(record, story, at: now)))
    }
    return RunList(items: items)
  }
}
