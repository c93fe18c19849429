import BlueprintModel

/// Tells how far a run came: people on standard error, programs on standard output, and pictures in
/// the files that were asked for.
struct RunConclusionPresenter {
  let common: CommonOptions
  let surroundings: Surroundings

  /// Throws, with nothing more to say, if the run did not succeed.
  ///
  /// - Parameter says: whether the run is what the command is about, so that its success is the
  ///   command's result.
  func show(_ conclusion: RunConclusion, says: Bool = true) throws(CommandFailure) {
    let style = Style(enabled: surroundings.console.colour)
    for line in conclusion.report.lines(style: style) { surroundings.console.tell(line) }
    let exitCode = conclusion.exitCode
    if says || exitCode != .success {
      let summary = conclusion.report.json(exitCode: exitCode)
      switch common.output {
      case .text: break
      case .json: surroundings.console.result(summary.canonicalJSON)
      case .jsonl: surroundings.events.end(summary, at: surroundings.now)
      }
      try RunPictureWriter(common: common, surroundings: surroundings)
        .write(conclusion.report.story, of: conclusion.record)
    }
    guard exitCode == .success else { throw CommandFailure(exitCode) }
  }
}
