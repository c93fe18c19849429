import BlueprintEngine
import BlueprintModel

/// A run as the commands that look at it or steer it see it.
struct RunView {
  /// Where the project's state is.
  let workspace: Workspace
  /// The run.
  let record: RunRecord

  /// Which run is meant where none is named.
  enum Default { case active, newest }

  /// The run that `name` names, or else the one of the deployment that `common` names.
  static func open(
    _ name: String?, or fallback: Default, _ common: CommonOptions, _ surroundings: Surroundings
  ) async throws(CommandFailure) -> RunView {
    guard let name else {
      let view = try await DeploymentView.open(common, surroundings)
      let state = try await view.state()
      return RunView(
        workspace: view.workspace, record: try await view.run(of: state, fallback))
    }
    let beside = common.file.map { Files.isDirectory($0) ? $0 : Files.directory(of: $0) } ?? "."
    let path = Workspace.path(common, beside: beside, surroundings)
    guard Files.exists("\(path)/state.db") else {
      throw CommandFailure(
        .notFound, code: "BP0926", "there is no state in `\(path)`: nothing was deployed from it",
        help: ["name the right directory with --state-dir"])
    }
    let workspace = try await Workspace.open(path, surroundings)
    do throws(StoreError) {
      if let record = try await workspace.store.run(RunID(name)) {
        return RunView(workspace: workspace, record: record)
      }
      let all = try await workspace.store.runs(of: nil, limit: 10_000)
      let found = all.filter {
        $0.id.description.hasPrefix(name) || $0.id.description.hasPrefix("run-\(name)")
      }
      guard found.count == 1, let record = found.first else {
        throw StoreError.notFound(RunID(name))
      }
      return RunView(workspace: workspace, record: record)
    } catch {
      throw CommandFailure(store: error)
    }
  }

  /// What its journal tells until now.
  func story() async throws(CommandFailure) -> RunStory { try await workspace.story(of: record.id) }

  /// The run's record as it is now.
  func refreshed() async throws(CommandFailure) -> RunRecord {
    try await workspace.record(of: record.id)
  }
}

extension DeploymentView {
  fileprivate func run(
    of state: DeploymentState, _ fallback: RunView.Default
  ) async throws(CommandFailure) -> RunRecord {
    do throws(StoreError) {
      if let active = state.activeRun, let record = try await workspace.store.run(active) {
        return record
      }
      if fallback == .newest,
        let newest = try await workspace.store.runs(of: deployment, limit: 1).first
      {
        return newest
      }
    } catch {
      throw CommandFailure(store: error)
    }
    throw CommandFailure(
      .notFound, code: "BP0962", "`\(deployment)` has no unfinished run",
      help: ["see what was run: blueprint runs"])
  }
}

extension RunRecord {
  /// Who drives the run just now; nil if nobody does, or nobody alive.
  func driver(at now: Timestamp) -> LeaseHolder? {
    guard result == nil, let lease, lease.expiry > now, !lease.holder.isKnownDead else {
      return nil
    }
    return lease.holder
  }
}
