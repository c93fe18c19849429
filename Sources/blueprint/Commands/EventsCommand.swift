import ArgumentParser
import BlueprintModel

/// `blueprint events [RUN]`: the event stream of a run, from its journal.
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Print what happened in a run, and what happens.",
    discussion: """
      Works from any process, and for runs that have ended. With `-o jsonl` the output is the event
      stream: `blueprint schema event-stream` describes it. A reader that was cut off goes on with
      `--after` and the highest `seq` that it has seen.
      """)

  @Argument(help: "The run (default: the deployment's unfinished run, or else its newest).")
  var run: String?

  @Flag(help: "Go on until the run has ended.")
  var follow = false

  @Option(help: ArgumentHelp("Leave out what has this number or a lower one.", valueName: "seq"))
  var after: Int = 0

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common, .events) { surroundings throws(CommandFailure) in
      let view = try await RunView.open(run, or: .newest, common, surroundings)
      var reader = EventReader(
        story: RunStory(
          run: view.record.id, plan: try await view.workspace.plan(of: view.record.id)),
        after: after, output: common.output, surroundings: surroundings)
      if follow {
        try await RunWatch(view: view).follow(after: 0) { reader.take($0) }
      } else {
        reader.take(try await view.workspace.entries(of: view.record.id, after: 0))
      }
      reader.end()
    }
  }
}
