import BlueprintExpressions
import BlueprintModel

/// Where backups are kept, as a plan refers to it.
public struct BackupRepository: Sendable {
  /// The name under which plans bind the repository's provider; no blueprint can declare it.
  public static let target = "@backups"
  /// The repository's directory on the controller, absolute.
  public let directory: String

  /// The repository in `directory`.
  public init(directory: String) { self.directory = directory }

  /// The repository's provider.
  public var binding: TargetBinding {
    TargetBinding(name: Self.target, provider: "directory")
  }

  /// Where a backup is put together before it is complete.
  func staging(_ id: String) -> String { "\(directory)/.incoming/\(id)" }

  /// Where a complete backup is.
  func path(_ id: String) -> String { "\(directory)/\(id)" }
}

/// Plans the capture of a deployment's data into a repository.
struct BackupPlanner {
  let application: Application
  let state: DeploymentState
  let scope: NameScope
  let repository: BackupRepository
  /// The identity of the backup to be made.
  let id: String
  /// The first part of the steps' names: `backup`.
  let label: String

  /// Plans the backup into `graph`, after `predecessors`; returns the last step and what is
  /// done.
  func plan(
    into graph: inout PlanGraph, after predecessors: [StepID] = []
  ) throws(EvaluationError) -> (end: [StepID], changes: [PlannedChange]) {
    var ends: [StepID] = []
    var changes: [PlannedChange] = []
    for context in try application.running(in: state, scope: scope) {
      guard let backup = context.service.backup else { continue }
      ends += graph.addChain(try chain(backup, context), after: predecessors)
      changes.append(PlannedChange(.act, context.address, reasons: ["captured into \(id)"]))
    }
    guard !ends.isEmpty else { return ([], []) }
    return ([graph.add(seal, after: ends)], changes)
  }

  private func chain(
    _ backup: BackupSpec, _ context: InstanceContext
  ) throws(EvaluationError) -> [PlanNode] {
    let directory = try BackupDirectory(context: context, name: "\(label)/\(id)")
    var nodes: [PlanNode] = [.step(directory.prepare(named: "\(label)-prepare"))]
    nodes += try context.nodes(
      for: backup.capture, named: "\(label)-capture", extra: directory.environment)
    nodes += try context.nodes(
      for: backup.verify, named: "\(label)-verify", extra: directory.environment)
    let into = "\(repository.staging(id))/\(context.address)"
    nodes.append(
      .step(
        context.draft(
          "\(label)-fetch", verb: "host.get",
          input: [
            "host": context.host, "path": directory.relative, "into": .literal(.string(into)),
          ])))
    nodes.append(.step(directory.remove(named: "\(label)-clean")))
    return nodes.map { $0.explained("captures data") }
  }

  private var seal: StepDraft {
    var draft = StepDraft(
      id: StepID("backup/\(label)-seal"), phase: "backup", target: BackupRepository.target)
    draft.verb = "backup.seal"
    draft.input = [
      "repository": .literal(.string(repository.directory)), "id": .literal(.string(id)),
      "staging": .literal(.string(repository.staging(id))), "manifest": .literal(manifest),
    ]
    draft.why = "completes the backup"
    return draft
  }

  private var manifest: Value {
    [
      "deployment": .string(state.name), "application": .string(application.name),
      "revision": state.revision?.json ?? .null,
    ]
  }
}

extension Application {
  /// The contexts of all service instances that run.
  func running(
    in state: DeploymentState, scope: NameScope
  ) throws(EvaluationError) -> [InstanceContext] {
    let groups = NameTable(machines) { $0.name }
    var contexts: [InstanceContext] = []
    for service in services {
      guard let group = groups[service.group] else { continue }
      for index in group.indices {
        let address = InstanceAddress.service(service.name, index)
        guard state.resources[address] != nil else { continue }
        contexts.append(
          try InstanceContext(
            service: service, index: index, target: group.target, scope: scope))
      }
    }
    return contexts
  }
}
