import Foundation
import Subprocess
import SystemPackage

extension Bench {
  /// A command that runs while the test does something else.
  struct Running: Sendable {
    fileprivate let deliver: @Sendable (Signal) throws -> Void
    fileprivate let process: Int
    fileprivate let root: String
    fileprivate let name: String

    /// Sends a signal to the command, and not to what it started.
    func send(_ signal: Signal) throws { try deliver(signal) }

    /// Whether the command takes the signal `number` itself.
    func takes(_ number: Int32) -> Bool {
      let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
      let mask = line?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
      return mask & (1 << UInt64(number - 1)) != 0
    }

    /// What it has said on standard error until now.
    var err: String { (try? String(contentsOfFile: "\(root)/\(name).err", encoding: .utf8)) ?? "" }
    /// What it has said on standard output until now.
    var out: String { (try? String(contentsOfFile: "\(root)/\(name).out", encoding: .utf8)) ?? "" }
  }

  /// Starts a command, does `body` meanwhile, and waits for its end.
  func during(
    _ arguments: String..., environment more: [String: String] = [:],
    _ body: @escaping @Sendable (Running) async throws -> Void
  ) async throws -> Finished {
    let name = "command-\(UUID().uuidString.prefix(8))"
    let result = try await Subprocess.run(
      .path(FilePath(BlueprintBinary.path)), arguments: Arguments(arguments),
      environment: .custom(environment(more)), workingDirectory: FilePath(project),
      input: .none, output: try file("\(name).out"), error: try file("\(name).err")
    ) { execution in
      let running = Running(
        deliver: { try execution.send(signal: $0) },
        process: Int(execution.processIdentifier.value), root: root, name: name)
      do { try await body(running) } catch {
        try execution.send(signal: .kill)
        throw error
      }
    }
    let said = Running(deliver: { _ in }, process: 0, root: root, name: name)
    return Finished(
      command: arguments.joined(separator: " "), status: result.terminationStatus.shellStatus,
      out: said.out, err: said.err)
  }

  private func file(_ name: String) throws -> FileDescriptorOutput {
    let descriptor = try FileDescriptor.open(
      FilePath("\(root)/\(name)"), .writeOnly, options: [.create, .append],
      permissions: .ownerReadWrite)
    return .fileDescriptor(descriptor, closeAfterSpawningProcess: true)
  }
}
