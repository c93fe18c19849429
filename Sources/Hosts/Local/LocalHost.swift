import BlueprintModel
import Subprocess

/// The machine that this process runs on.
public struct LocalHost: Host {
  /// Where programs are found, also by the commands themselves.
  public static let defaultPath =
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  private let path: String
  private let shell: String

  /// The local machine; commands see nothing of this process's environment.
  ///
  /// - Parameters:
  ///   - path: the `PATH` of commands that bring none.
  ///   - shell: the absolute path of a POSIX shell.
  public init(path: String = LocalHost.defaultPath, shell: String = "/bin/sh") {
    self.path = path
    self.shell = shell
  }

  public func run(_ command: HostCommand) async throws(HostError) -> CommandResult {
    do {
      return try await withThrowingTaskGroup(of: CommandResult?.self) { group in
        group.addTask { try await launch(command) }
        group.addTask {
          try await Task.sleep(for: command.timeout)
          return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let result = first else {
          throw HostError.timedOut(command: command.summary, after: command.timeout)
        }
        return result
      }
    } catch let error as HostError {
      throw error
    } catch is CancellationError {
      throw .cancelled
    } catch {
      if Task.isCancelled { throw .cancelled }
      throw .unreachable("\(command.summary): \(error)")
    }
  }

  private func launch(_ command: HostCommand) async throws -> CommandResult {
    let result = try await Subprocess.run(
      configuration(of: command), input: .array(command.input),
      output: .bytes(limit: command.outputLimit), error: .bytes(limit: command.outputLimit))
    let status =
      switch result.terminationStatus {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    return CommandResult(
      status: status, output: String(decoding: result.standardOutput, as: UTF8.self),
      errorOutput: String(decoding: result.standardError, as: UTF8.self))
  }

  private func configuration(of command: HostCommand) -> Configuration {
    var variables: [Environment.Key: String] = ["PATH": path]
    for (name, value) in command.environment {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    let (executable, arguments) = words(of: command)
    return Configuration(
      executable: executable, arguments: Arguments(arguments),
      environment: .custom(variables), platformOptions: options)
  }

  private func words(of command: HostCommand) -> (Executable, [String]) {
    switch command.body {
    case .script(let text, let arguments):
      return (.path(.init(shell)), ["-c", text, "sh"] + arguments)
    case .program(let words):
      let name = words.first ?? ""
      return (
        name.hasPrefix("/") ? .path(.init(name)) : .name(name), Array(words.dropFirst())
      )
    }
  }

  @discardableResult
  public func put(_ content: FileContent, at path: String, mode: Int)
    async throws(HostError) -> Digest
  {
    var file = try AtomicFile(at: path)
    switch content {
    case .bytes(let bytes): try file.write(bytes)
    case .file(let source): try file.copy(source)
    }
    return try file.commit(mode: mode)
  }

  public func read(_ path: String, from offset: Int, limit: Int)
    async throws(HostError) -> [UInt8]?
  {
    try FileRange.read(path, from: offset, limit: limit)
  }
}
