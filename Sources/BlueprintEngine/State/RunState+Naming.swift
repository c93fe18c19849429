import BlueprintModel

// What the drive asks of a run's state by the names of steps.

extension RunState {
  /// The number of a step in the order in which steps came into being.
  func number(of step: StepID) -> Int? { graph.numbers[step] }

  /// The control step of that name, if its steps are under way.
  func openControl(of step: StepID) -> OpenControl? {
    graph.numbers[step].flatMap { controls[$0] }
  }

  /// The name of a step as plans write it in references: with `[*]` for the turn of each loop
  /// around.
  func pattern(of number: Int) -> String {
    let frame = frames[progress[number].frame]
    return frame.pattern + step(at: number).id.description.dropFirst(frame.prefix.count)
  }

  /// What the run has found out and sealed, in clear. What cannot be opened cannot be masked, and
  /// is not readable for anybody else either.
  func openedSecrets(_ box: (any SecretBox)?) -> [Value] {
    guard let box else { return [] }
    return captures.sorted { $0.key < $1.key }.flatMap { number, capture in
      capture.sealed.compactMap { entry in
        entry.value.string.flatMap {
          try? box.open($0, name: "\(step(at: number).id)/\(entry.key)")
        }
      }
    }
  }
}
