import BlueprintModel

/// An event as a line for people.
struct EventText {
  let style: Style

  /// The line: when, what happened, to which step, in words.
  func line(for event: StoryEvent) -> String {
    let kind = event.kind.rawValue.fitted(to: 16)
    let coloured =
      switch event.level {
      case .debug: style.dim(kind)
      case .info: kind
      case .warning: style.yellow(kind)
      case .error: style.red(kind)
      }
    let step = event.step.map { style.bold($0.description) + "  " } ?? ""
    return "\(style.dim(event.at.rfc3339))  \(coloured)  \(step)\(event.message)"
  }
}
