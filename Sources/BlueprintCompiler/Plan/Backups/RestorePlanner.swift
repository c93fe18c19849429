import BlueprintExpressions
import BlueprintModel

/// Plans bringing a backup's data back into the running deployment.
struct RestorePlanner {
  let application: Application
  let state: DeploymentState
  let scope: NameScope
  let repository: BackupRepository
  /// The backup that is brought back.
  let id: String

  /// Plans the restore into `graph`, after `predecessors`; returns what is done. A service is
  /// restored after those that it needs, which its own restoring may use.
  func plan(
    into graph: inout PlanGraph, after predecessors: [StepID]
  ) throws(EvaluationError) -> [PlannedChange] {
    let contexts = try application.running(in: state, scope: scope)
      .filter { $0.service.backup != nil }
    guard !contexts.isEmpty else { return [] }
    let checked = graph.add(verify, after: predecessors)
    let members = Dictionary(grouping: contexts) { $0.service.name }
    let services = NameTable(application.services) { $0.name }
    var ends: [String: [StepID]] = [:]
    var changes: [PlannedChange] = []
    for case .service(let name) in SubjectOrder(application: application).subjects {
      guard let service = services[name] else { continue }
      let needed = service.needs.flatMap { need -> [StepID] in
        if case .service(let other) = need.subject { ends[other] ?? [] } else { [] }
      }
      var last: [StepID] = []
      for context in members[name] ?? [] {
        guard let backup = service.backup else { continue }
        last += graph.addChain(try chain(backup, context), after: [checked] + needed)
        changes.append(PlannedChange(.act, context.address, reasons: ["restored from \(id)"]))
      }
      let group = ResourceAddress("services.\(name)")
      ends[name] =
        last.isEmpty
        ? needed : graph.join(last, as: group.step("restored"), phase: group.description)
    }
    return changes
  }

  private var verify: StepDraft {
    var draft = StepDraft(
      id: StepID("restore/verify"), phase: "restore", target: BackupRepository.target)
    draft.verb = "backup.verify"
    draft.input = [
      "repository": .literal(.string(repository.directory)), "id": .literal(.string(id)),
    ]
    draft.why = "checks the backup's checksums before anything is touched"
    return draft
  }

  private func chain(
    _ backup: BackupSpec, _ context: InstanceContext
  ) throws(EvaluationError) -> [PlanNode] {
    let directory = try BackupDirectory(context: context, name: "restore/\(id)")
    var nodes: [PlanNode] = [
      .step(directory.prepare(named: "restore-prepare")), .step(put(context, directory)),
    ]
    nodes += try context.nodes(
      for: backup.verify, named: "restore-verify", extra: directory.environment)
    nodes += try context.nodes(
      for: backup.restore, named: "restore", extra: directory.environment)
    if let healthy = try context.healthDraft(named: "restore-healthy", stableFor: .zero) {
      nodes.append(.step(healthy))
    }
    nodes.append(.step(directory.remove(named: "restore-clean")))
    return nodes.map { $0.explained("brings data back from \(id)") }
  }

  /// Copies the instance's part of the backup to its machine.
  private func put(_ context: InstanceContext, _ directory: BackupDirectory) -> StepDraft {
    context.draft(
      "restore-put", verb: "host.put",
      input: [
        "host": context.host, "directory": directory.relative,
        "files": .list([
          .map([
            "path": .literal("."),
            "source": .literal(.string("\(repository.path(id))/\(context.address)")),
          ])
        ]),
      ])
  }
}
