import BlueprintModel

/// How it goes on: the exit status that says so, and the commands.
extension RunStory {
  /// The exit status of a command that saw the run come this far.
  ///
  /// - Parameter interrupted: the status that a signal asked for, if one stopped the command.
  func exitCode(interrupted: ExitCode? = nil) -> ExitCode {
    switch result {
    case .succeeded: .success
    case .failed, .cancelled: isOverdue ? .deadline : .failed
    case .rolledBack: .rolledBack
    case .rollbackFailed: .rollbackFailed
    case nil: interrupted ?? (waitsForPerson || pausedBy != nil ? .paused : .partial)
    }
  }

  /// The commands that go on from here, the likeliest first.
  var nextCommands: [String] {
    switch result {
    case .succeeded: return []
    case .cancelled: return ["blueprint \(plan.operation.text)"]
    case .failed, .rolledBack, .rollbackFailed:
      return ["blueprint \(plan.operation.text)", "blueprint runs show \(run)"]
    case nil: break
    }
    let approvals = waiting(for: .approval).map { records[$0].id }
    let doubts = waiting(for: .settlement).map { records[$0].id }
    var commands: [String] = []
    if approvals.count == 1 { commands.append("blueprint promote") }
    if approvals.count > 1 {
      commands += approvals.map { "blueprint promote --step '\($0)'" }
    }
    commands += doubts.map { "blueprint resume --settle '\($0)=done|failed|again'" }
    return commands.isEmpty ? ["blueprint resume"] : commands
  }
}
