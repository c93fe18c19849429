import BlueprintEngine
import BlueprintModel
import Glibc

/// Has a run driven by a process of its own, which outlives this one and its terminal.
struct BackgroundDriver {
  let workspace: Workspace
  let common: CommonOptions
  let drive: DriveOptions

  /// How long the process may take until it holds the run.
  private static let patience = Duration.seconds(15)
  /// POSIX_SPAWN_SETSID of glibc, which Swift does not see.
  private static let newSession: Int16 = 0x80

  /// Starts the process, and returns once it drives `run`.
  func start(_ run: RunID, of plan: Plan) async throws(CommandFailure) {
    let log = "\(workspace.directory)/logs/\(run).log"
    let process = try spawn(arguments(run, deployment: plan.deployment), log: log)
    let deadline = workspace.surroundings.now + Self.patience
    var hasEnded = false
    while workspace.surroundings.now < deadline {
      let record: RunRecord?
      do throws(StoreError) { record = try await workspace.store.run(run) } catch {
        throw CommandFailure(store: error)
      }
      if record?.result != nil || record?.lease?.holder.process == Int(process) { return }
      if hasEnded { break }
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        // It may have come as far as it can, to a person's turn.
        if status == ExitCode.paused.rawValue << 8 { return }
        hasEnded = true
      }
      do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
    }
    throw CommandFailure(
      .partial, code: "BP0961", "\(run) was created, and no background process took it up",
      help: ["its log is \(log)", "go on with it here: blueprint resume"])
  }

  /// The command line of the process.
  func arguments(_ run: RunID, deployment: String) -> [String] {
    var arguments = [
      workspace.surroundings.executable, "resume", run.description, "--deployment", deployment,
      "--state-dir", workspace.directory, "--parallelism", "\(drive.parallelism)",
    ]
    if let file = common.file { arguments += ["--file", file] }
    return arguments
  }

  private func spawn(_ arguments: [String], log: String) throws(CommandFailure) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var pointers = arguments.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    var process = pid_t()
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, pointers, environ)
    guard code == 0 else {
      throw CommandFailure(
        .partial, code: "BP0961",
        "no background process can be started: \(String(cString: strerror(code)))",
        help: ["go on with the run here: blueprint resume"])
    }
    return process
  }
}
