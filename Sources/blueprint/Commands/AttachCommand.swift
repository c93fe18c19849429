import ArgumentParser
import BlueprintEngine
import BlueprintModel

/// `blueprint attach [RUN]`: watches a run that another process drives.
struct AttachCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Watch a run that another process drives.",
    discussion: """
      Ctrl-C leaves the viewer; the run goes on. Ends as the run ends, with its exit status.
      """)

  @Argument(help: "The run (default: the deployment's unfinished run).")
  var run: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let view = try await RunView.open(run, or: .active, common, surroundings)
      try await RunAttachment(view: view, common: common).watch()
    }
  }
}

/// The same display as of the process that drives a run, for one that does not.
struct RunAttachment {
  let view: RunView
  let common: CommonOptions

  private var surroundings: Surroundings { view.workspace.surroundings }

  /// Watches the run to its end, or to the moment when nobody drives it any more.
  func watch() async throws(CommandFailure) {
    let viewer = RunViewer(
      story: try await view.story(), output: common.output, surroundings: surroundings)
    let watch = RunWatch(view: view)
    let start = await viewer.story.sequence
    let following = Task { () -> CommandFailure? in
      let (stream, continuation) = AsyncStream.makeStream(of: RunEvent.self)
      async let watching: Void = viewer.watch(stream)
      var failure: CommandFailure?
      do throws(CommandFailure) {
        try await watch.follow(after: start) { entries in
          for entry in entries { continuation.yield(.entry(entry)) }
        }
      } catch { failure = error }
      continuation.finish()
      await watching
      return failure
    }
    let interruption = Interruption(
      console: surroundings.console, farewell: "left the viewer; the run goes on"
    ) { following.cancel() }
    await interruption.begin()
    let failure = await following.value
    let interrupted = await interruption.end()
    if let failure { throw failure }
    try conclude(await viewer.story, try await view.refreshed(), interrupted)
  }

  private func conclude(
    _ story: RunStory, _ record: RunRecord, _ interrupted: ExitCode?
  ) throws(CommandFailure) {
    if let interrupted, story.result == nil {
      surroundings.console.tell("left the viewer; the run goes on: blueprint attach")
      guard common.output == .jsonl else { throw CommandFailure(interrupted) }
      let report = RunReport(story: story, elapsed: story.elapsed(at: surroundings.now))
      var summary = report.json(exitCode: interrupted).map ?? [:]
      summary["next"] = ["blueprint attach"]
      surroundings.events.end(.map(summary), at: surroundings.now)
      throw CommandFailure(interrupted)
    }
    let conclusion = RunConclusion(
      report: RunReport(story: story, elapsed: story.elapsed(at: surroundings.now)),
      record: record, exitCode: story.exitCode())
    try RunConclusionPresenter(common: common, surroundings: surroundings).show(conclusion)
  }
}

extension RunStory {
  /// How long the run has taken, or took.
  func elapsed(at now: Timestamp) -> Duration {
    guard let createdAt else { return .zero }
    return (result == nil ? now : lastAt ?? now) - createdAt
  }
}
