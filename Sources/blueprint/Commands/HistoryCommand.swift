import ArgumentParser
import BlueprintEngine
import BlueprintModel

/// `blueprint history`: what was done with a deployment over time.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what was done with a deployment: when, by whom, and what came of it.")

  @Option(name: .customShort("n"), help: "How many operations, the newest.")
  var limit: Int = 50

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let list = try await RunList.of(view, limit: limit)
      var rows: [HistoryRow] = []
      for item in list.items.reversed() {
        rows.append(HistoryRow(item, plan: try await view.workspace.plan(of: item.record.id)))
      }
      if common.output == .json {
        return surroundings.console.result(Value.list(rows.map(\.json)).canonicalJSON)
      }
      var table = Table(["WHEN", "WHO", "WHAT", "RESULT", "TOOK", "REVISION", "CHANGES", "RUN"])
      for row in rows { table.add(row.cells) }
      for line in table.lines { surroundings.console.result(line) }
    }
  }
}

/// One operation of a deployment.
private struct HistoryRow {
  let item: RunList.Item
  let plan: Plan

  init(_ item: RunList.Item, plan: Plan) {
    self.item = item
    self.plan = plan
  }

  var cells: [String] {
    let revision = plan.revision.map { revision in
      "\(revision.number)" + (revision.version.isEmpty ? "" : " (\(revision.version))")
    }
    return [
      item.record.createdAt.readableUTC, item.record.createdBy, item.record.operation.text,
      item.standing.text, item.took?.brief ?? "-", revision ?? "-", changes,
      item.record.id.description,
    ]
  }

  /// How many instances the plan made, changed and took away.
  private var changes: String {
    var counts: [PlannedChange.Kind: Int] = [:]
    for change in plan.changes { counts[change.kind, default: 0] += 1 }
    let signs: [(PlannedChange.Kind, String)] = [
      (.create, "+"), (.update, "~"), (.restart, "↻"), (.delete, "-"), (.act, "*"),
    ]
    let parts = signs.compactMap { kind, sign in counts[kind].map { "\(sign)\($0)" } }
    return parts.isEmpty ? "-" : parts.joined(separator: " ")
  }

  var json: Value {
    var map = item.json.map ?? [:]
    map["revision"] = plan.revision.map { .integer($0.number) } ?? .null
    map["version"] = .string(plan.revision?.version ?? "")
    map["changes"] = .list(plan.changes.map(\.json))
    return .map(map)
  }
}
