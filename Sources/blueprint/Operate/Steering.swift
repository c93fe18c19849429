import BlueprintEngine
import BlueprintModel

/// Brings a person's request to a run: to whoever drives it, or, if nobody does, by driving it here.
struct Steering {
  let view: RunView
  let common: CommonOptions
  let drive: DriveOptions
  /// Whether to watch until the request has taken effect.
  let waits: Bool

  private var surroundings: Surroundings { view.workspace.surroundings }

  /// Files `requests` and has the run go on.
  ///
  /// - Parameters:
  ///   - goesOn: whether this process drives the run if nobody else does.
  ///   - words: what was asked for, as people say it.
  func ask(
    _ requests: [RunRequest], goesOn: Bool, _ words: String
  ) async throws(CommandFailure) {
    var numbers: [Int] = []
    for request in requests { numbers.append(try await file(request)) }
    let run = view.record.id
    if let holder = try await view.refreshed().driver(at: surroundings.now) {
      surroundings.console.tell(
        "\(words): asked of `\(holder.label)`, process \(holder.process) on \(holder.host)")
      return try await watch(numbers.last)
    }
    guard goesOn else {
      surroundings.console.tell("\(words); nobody drives \(run) now")
      surroundings.console.tell("go on with: blueprint resume")
      return report(numbers.last, taken: false)
    }
    try await go()
  }

  private func file(_ request: RunRequest) async throws(CommandFailure) -> Int {
    do {
      return try await view.workspace.store.file(
        request, of: view.record.id, by: surroundings.user)
    } catch { throw CommandFailure(store: error) }
  }

  /// Drives the run in this process.
  func go() async throws(CommandFailure) {
    let vault = try await view.workspace.vault(of: view.record.deployment)
    let execution = PlanExecution(
      workspace: view.workspace, vault: vault, common: common, drive: drive)
    let failure: CommandFailure?
    do throws(CommandFailure) {
      try await execution.finish(view.record.id, reporting: true)
      failure = nil
    } catch { failure = error }
    await view.workspace.plugins.shutdown()
    if let failure { throw failure }
  }

  /// With `--wait`, watches until whoever drives the run has taken the request up.
  private func watch(_ number: Int?) async throws(CommandFailure) {
    guard waits, let number else {
      surroundings.console.tell("watch it with: blueprint attach")
      return report(number, taken: false)
    }
    var story = try await view.story()
    let watch = RunWatch(view: view)
    try await watch.follow(after: story.sequence, until: { story.lastRequest >= number }) {
      for entry in $0 { _ = story.apply(entry) }
    }
    let isTaken = story.lastRequest >= number
    guard isTaken || story.result != nil else {
      throw CommandFailure(
        .partial, code: "BP0964", "nobody took the request up: whoever drove the run is gone",
        help: ["go on with it here: blueprint resume"])
    }
    surroundings.console.tell(isTaken ? "taken up" : "the run ended before")
    report(number, taken: isTaken)
  }

  private func report(_ number: Int?, taken: Bool) {
    guard common.output != .text else { return }
    let summary: Value = [
      "run": .string(view.record.id.description),
      "deployment": .string(view.record.deployment),
      "request": number.map { .integer($0) } ?? .null, "taken_up": .boolean(taken),
      "result": .null, "exit_code": 0,
    ]
    guard common.output == .jsonl else {
      return surroundings.console.result(summary.canonicalJSON)
    }
    surroundings.events.end(summary, at: surroundings.now)
  }
}
