import ArgumentParser
import BlueprintModel

/// `blueprint runs show [RUN]`.
struct RunsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run: each step, why it was done, and what it took.",
    discussion: """
      `--report FILE.html` writes a page about the run, `--report FILE.svg` the timeline alone.
      """)

  @Argument(help: "The run (default: the deployment's unfinished run, or else its newest).")
  var run: String?

  @Flag(help: "Show when each step was under way.")
  var timeline = false

  @Flag(help: "Leave nothing folded.")
  var all = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common, .pictures) { surroundings throws(CommandFailure) in
      let view = try await RunView.open(run, or: .newest, common, surroundings)
      let story = try await view.story()
      let console = surroundings.console
      let sheet = RunSheet(story: story, record: view.record, now: surroundings.now)
      if common.output == .json {
        console.result(sheet.json.canonicalJSON)
      } else {
        let isTerminal = console.resultIsTerminal
        let style = Style(enabled: isTerminal ? console.colour : console.isColourForced)
        for line in sheet.heading(style) { console.result(line) }
        let columns = isTerminal ? console.size.columns : 120
        let lines =
          timeline
          ? TimelineText(
            timeline: Timeline(story, at: surroundings.now), style: style, columns: columns,
            isASCII: !surroundings.hasUnicodeLocale
          ).lines(all: all)
          : sheet.steps(style, columns: isTerminal ? columns : nil, all: all)
        for line in lines { console.result(line) }
        for line in sheet.ending(style) { console.result(line) }
      }
      try RunPictureWriter(common: common, surroundings: surroundings)
        .write(story, of: view.record)
    }
  }
}
