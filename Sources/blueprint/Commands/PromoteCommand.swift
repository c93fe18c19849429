import ArgumentParser
import BlueprintModel

/// `blueprint promote [RUN]`: lets an approval pass, or refuses it.
struct PromoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Let a run go on that waits for approval, or refuse it.",
    discussion: """
      If no process drives the run, this one does.
      """)

  @OptionGroup var steer: SteerOptions

  @Option(help: "The step that waits (default: all that wait).")
  var step: String?

  @Flag(help: "Refuse instead: the approval fails.")
  var reject = false

  @Option(help: "Why it is refused.")
  var reason: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var drive: DriveOptions

  func validate() throws {
    if reason != nil && !reject { throw ValidationError("--reason goes with --reject") }
    if reject && (reason ?? "").isEmpty {
      throw ValidationError("--reject needs a reason: --reason TEXT")
    }
  }

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let view = try await RunView.open(steer.run, or: .active, common, surroundings)
      let story = try await view.story()
      let waiting = story.waiting(for: .approval).map { story.records[$0].id }
      let wanted = step.map { StepID($0) }
      guard wanted.map(waiting.contains) ?? !waiting.isEmpty else {
        throw nothingWaits(story, wanted, waiting)
      }
      let request: RunRequest =
        reject ? .reject(wanted, reason: reason ?? "") : .promote(wanted)
      let steps = (wanted.map { [$0] } ?? waiting).map { "`\($0)`" }.joined(separator: ", ")
      try await Steering(view: view, common: common, drive: drive, waits: steer.wait)
        .ask([request], goesOn: true, reject ? "\(steps) refused" : "\(steps) promoted")
    }
  }

  private func nothingWaits(
    _ story: RunStory, _ wanted: StepID?, _ waiting: [StepID]
  ) -> CommandFailure {
    let what = wanted.map { "`\($0)` does not wait" } ?? "nothing of \(story.run) waits"
    var help = waiting.map { "this does: blueprint promote --step '\($0)'" }
    if waiting.isEmpty { help.append("see what it does: blueprint runs show \(story.run)") }
    return CommandFailure(
      .notFound, code: "BP0963", "\(what) for approval", help: help)
  }
}
