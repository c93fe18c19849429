import Glibc
import Subprocess

/// The bytes between the controller and one plugin process, from its start to its exit.
struct PluginConversation: Sendable {
  /// Takes the plugin's lines.
  let process: PluginProcess
  /// What is written to the plugin; the end closes its input.
  let lines: AsyncStream<[UInt8]>
  /// Ends when the process is to be killed.
  let stops: AsyncStream<Void>

  /// How long a plugin that closed its output has to exit before it is killed.
  private static let exitGrace = Duration.seconds(1)

  /// Runs `command` and returns, once it is reaped, how it ended, as a sentence.
  func run(_ command: PluginCommand) async throws -> String {
    guard let program = command.arguments.first else { return "its command is empty" }
    signal(SIGPIPE, SIG_IGN)
    let log = try PluginLogFile.open(command.logFile)
    let result = try await Subprocess.run(
      configuration(program, Array(command.arguments.dropFirst())), input: .inputWriter,
      output: .sequence,
      error: .fileDescriptor(.init(rawValue: log), closeAfterSpawningProcess: true)
    ) { execution in await converse(with: execution) }
    return switch result.terminationStatus {
    case .exited(let code): "it exited with \(code)"
    case .signaled(let signal): "it was killed by signal \(signal)"
    }
  }

  private func configuration(_ program: String, _ arguments: [String]) -> Configuration {
    var options = PlatformOptions()
    options.createSession = true
    return Configuration(
      executable: program.contains("/") ? .path(.init(program)) : .name(program),
      arguments: Arguments(arguments), platformOptions: options)
  }

  private typealias Plugin = Execution<CustomWriteInput, SequenceOutput, FileDescriptorOutput>

  /// Reads and writes until the process has exited or has been killed.
  private func converse(with plugin: Plugin) async {
    await withTaskGroup { group in
      group.addTask { await write(to: plugin) }
      group.addTask {
        for await _ in stops {}
        if !Task.isCancelled { kill(plugin) }
      }
      await read(from: plugin)
      await awaitExit(of: plugin)
      group.cancelAll()
    }
  }

  private func write(to plugin: Plugin) async {
    do {
      for await line in lines { _ = try await plugin.standardInputWriter.write(line) }
      try await plugin.standardInputWriter.finish()
    } catch { await awaitExit(of: plugin) }
  }

  private func read(from plugin: Plugin) async {
    var splitter = LineSplitter()
    do {
      for try await buffer in plugin.standardOutput {
        var lines: [[UInt8]] = []
        try buffer.withUnsafeBytes { bytes in try splitter.feed(bytes) { lines.append($0) } }
        for line in lines { guard await process.receive(line) else { return } }
      }
    } catch let error as LineSplitter.TooLong {
      await process.end("it broke the protocol: a line is longer than \(error.limit) bytes")
    } catch { await process.end("its output cannot be read: \(error)") }
  }

  /// Returns when the process has exited; one that closed an end of the conversation but stays
  /// is killed. Until this conversation is over nobody reaps the process, so its id is its own.
  private func awaitExit(of plugin: Plugin) async {
    let deadline = ContinuousClock.now + Self.exitGrace
    while !hasExited(plugin), ContinuousClock.now < deadline {
      do { try await Task.sleep(for: .milliseconds(5)) } catch { break }
    }
    if !hasExited(plugin) { kill(plugin) }
  }

  private func hasExited(_ plugin: Plugin) -> Bool {
    var information = siginfo_t()
    let options = WEXITED | WNOHANG | WNOWAIT
    let id = id_t(plugin.processIdentifier.value)
    guard waitid(P_PID, id, &information, options) == 0 else { return true }
    return information._sifields._sigchld.si_pid != 0
  }

  /// Kills the plugin and what it started in its own group: its helpers, but none of the
  /// services that it made, which have sessions of their own.
  private func kill(_ plugin: Plugin) {
    do { try plugin.send(signal: .kill, toProcessGroup: true) } catch {
      // The whole group is gone already: there is nothing left to kill.
    }
  }
}
