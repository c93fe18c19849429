import BlueprintEngine
import BlueprintModel

/// Writes the pictures of a run that `--report` asks for.
struct RunPictureWriter {
  let common: CommonOptions
  let surroundings: Surroundings

  /// Writes what was asked for about the run of `story`.
  ///
  /// - Parameter record: the run's record.
  func write(_ story: RunStory, of record: RunRecord) throws(CommandFailure) {
    for target in common.runReports {
      let now = surroundings.now
      let text =
        target.form == .html
        ? RunPage(story: story, record: record, now: now).html
        : TimelineDrawing(timeline: Timeline(story, at: now)).svg(standalone: true)
      guard let path = target.path else { continue }
      if path == "-" {
        surroundings.console.resultText(text)
        continue
      }
      do { try Files.export(Array(text.utf8), to: path, mode: 0o644) } catch {
        throw CommandFailure(
          .failed, code: "BP0946", "the report `\(path)` cannot be written: \(error.reason)")
      }
      surroundings.console.tell("written: \(path)")
    }
  }
}
