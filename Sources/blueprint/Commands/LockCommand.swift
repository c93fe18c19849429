import ArgumentParser
import BlueprintModel

/// `blueprint lock`.
struct LockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "See who holds a deployment, and take it away from them.",
    subcommands: [LockStatusCommand.self, LockReleaseCommand.self])
}

/// `blueprint lock status`.
struct LockStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show which run holds the deployment, and who drives it.",
    discussion: "Who waits for it is not known.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let lock = try await DeploymentLock(view.workspace, deployment: view.deployment)
      if common.output == .json { return surroundings.console.result(lock.json.canonicalJSON) }
      for line in lock.lines { surroundings.console.result(line) }
    }
  }
}

/// `blueprint lock release`.
struct LockReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Take the deployment away from whoever holds it.",
    discussion: """
      The holder can write nothing more from then on, and its run can be gone on with by \
      `resume`. What it had begun at a provider may still take effect.
      """)

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  @Flag(help: "Take it even from a process that is alive on this machine.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let lock = try await DeploymentLock(view.workspace, deployment: view.deployment)
      guard let lease = lock.lease else {
        surroundings.console.tell("nothing to do: \(view.deployment) is not locked")
        return tell("nothing_to_do", lock, term: nil, surroundings)
      }
      let release = LockRelease(workspace: view.workspace, lock: lock)
      try release.refuseIfAlive(lease, force: force)
      try release.confirm(lease, assumeYes: yes)
      let own = try await release.take(lease)
      surroundings.console.tell(
        "taken from `\(lease.holder.label)`, process \(lease.holder.process) on "
          + "\(lease.holder.host); go on with run \(lease.run): blueprint resume")
      tell("released", lock, term: own.term, surroundings)
    }
  }

  private func tell(
    _ result: Value, _ lock: DeploymentLock, term: Int?, _ surroundings: Surroundings
  ) {
    guard common.output == .json else { return }
    let summary: Value = [
      "deployment": .string(lock.deployment), "result": result, "lock": lock.json,
      "term": term.map(Value.integer) ?? .null,
    ]
    surroundings.console.result(summary.canonicalJSON)
  }
}
