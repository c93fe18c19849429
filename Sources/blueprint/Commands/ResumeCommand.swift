import ArgumentParser
import BlueprintModel

/// `blueprint resume [RUN]`: drives the unfinished run. The same path as any run.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with the run that was left unfinished, or paused.")

  @Argument(help: "The run (default: the deployment's unfinished run).")
  var run: String?

  @Option(
    help: ArgumentHelp(
      "What became of a step in doubt: done, failed, or again to have it done again; may be "
        + "repeated.", valueName: "step=done|failed|again"))
  var settle: [Settlement] = []

  @Flag(
    name: [.customShort("y"), .long],
    help: "Taken for scripts that give it to every command; going on asks nothing.")
  var yes = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var drive: DriveOptions

  /// What a person says of a step in doubt.
  struct Settlement: ExpressibleByArgument, Sendable {
    let step: StepID
    let settlement: RunRequest.Settlement

    init?(argument: String) {
      guard let split = argument.lastIndex(of: "="),
        let settlement = RunRequest.Settlement(
          rawValue: String(argument[argument.index(after: split)...]))
      else { return nil }
      step = StepID(String(argument[..<split]))
      self.settlement = settlement
    }
  }

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      guard let view = try await unfinished(surroundings) else { return }
      let story = try await view.story()
      var requests = try settlements(in: story)
      if story.pausedBy != nil { requests.append(.proceed) }
      let steering = Steering(view: view, common: common, drive: drive, waits: false)
      guard requests.isEmpty else {
        return try await steering.ask(requests, goesOn: true, "go on")
      }
      let wait = LockWait(workspace: view.workspace, timeout: try drive.lockTimeoutDuration())
      guard try await wait.unfinishedRun(of: view.record.deployment) == view.record.id else {
        return sayNothingToDo(view.record.deployment, surroundings)
      }
      try await steering.go()
    }
  }

  /// The run, if it is unfinished.
  private func unfinished(_ surroundings: Surroundings) async throws(CommandFailure) -> RunView? {
    guard let run else {
      let view = try await DeploymentView.open(common, surroundings)
      let state = try await view.workspace.state(of: view.deployment)
      guard let active = state.activeRun else {
        sayNothingToDo(view.deployment, surroundings)
        return nil
      }
      return RunView(
        workspace: view.workspace, record: try await view.workspace.record(of: active))
    }
    let view = try await RunView.open(run, or: .active, common, surroundings)
    guard view.record.result == nil else {
      throw CommandFailure(store: .finished(view.record.id))
    }
    return view
  }

  private func settlements(in story: RunStory) throws(CommandFailure) -> [RunRequest] {
    let waiting = story.waiting(for: .settlement).map { story.records[$0].id }
    for settlement in settle where !waiting.contains(settlement.step) {
      throw CommandFailure(
        .notFound, code: "BP0963", "`\(settlement.step)` is not in doubt",
        help: waiting.isEmpty
          ? ["nothing of \(story.run) is in doubt"] : waiting.map { "this is: `\($0)`" })
    }
    return settle.map { .settle($0.step, $0.settlement) }
  }

  private func sayNothingToDo(_ deployment: String, _ surroundings: Surroundings) {
    surroundings.console.tell("nothing to do: \(deployment) has no unfinished run")
    let summary: Value = [
      "deployment": .string(deployment), "result": "nothing_to_do", "exit_code": 0,
    ]
    switch common.output {
    case .text: break
    case .json: surroundings.console.result(summary.canonicalJSON)
    case .jsonl: surroundings.events.end(summary, at: surroundings.now)
    }
  }
}
