import BlueprintModel
import Foundation
import ProviderKit
import Testing

/// A fresh directory and a client of the misbehaving fixture in it.
struct PluginBench {
  let root: URL
  let client: PluginClient

  var log: String { root.appending(path: "fixture.log").path }

  init(
    _ behaviour: String = "", limits: PluginLimits = PluginLimits(firstBackoff: .milliseconds(5))
  ) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    client = PluginClient(
      name: "fixture", arguments: [Self.fixture, behaviour],
      stateDirectory: root.appending(path: "state").path,
      logFile: root.appending(path: "fixture.log").path, limits: limits)
  }

  /// The fixture's executable, beside the tests' own.
  static var fixture: String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "plugin-fixture").path
  }

  /// The repository's root.
  static var repository: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  func perform(
    _ verb: String, _ input: Value = [:], token: String = "t", timeout: Duration = .seconds(20),
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(ProviderFault) -> Outcome {
    try await client.perform(
      Self.action(verb, input),
      ActionContext(token: token, attempt: 1, term: 1, timeout: timeout), log: log)
  }

  static func action(_ verb: String, _ input: Value, address: String = "machines.a") -> Action {
    Action(
      verb: verb, deployment: "test", address: address,
      target: TargetBinding(name: "t", provider: "fixture"), input: input)
  }

  /// Shuts down and removes everything.
  func end() async throws {
    await client.shutDown()
    try FileManager.default.removeItem(at: root)
  }

  /// The fault that `verb` ends with.
  func fault(of verb: String) async -> String? {
    do throws(ProviderFault) {
      _ = try await perform(verb)
      return nil
    } catch { return error.reason }
  }

  /// The processes that are plugins in this bench's state directory or children of it; also
  /// dead ones that nobody reaped.
  static func fixtureChildren() -> [String] {
    processes().filter { $0.parent == getpid() && $0.name.hasPrefix("plugin-fixture") }
      .map { "\($0.pid) \($0.name) \($0.state)" }
  }

  struct ProcessEntry {
    var pid: Int
    var name: String
    var state: String
    var parent: Int32
    var group: Int
    var session: Int
  }

  static func processes() -> [ProcessEntry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { name in
      guard let pid = Int(name),
        let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
      else { return nil }
      let rest = text[text.index(after: close)...].split(separator: " ")
      guard rest.count > 4, let parent = Int32(rest[1]), let group = Int(rest[2]),
        let session = Int(rest[3])
      else { return nil }
      return ProcessEntry(
        pid: pid, name: String(text[text.index(after: open)..<close]), state: String(rest[0]),
        parent: parent, group: group, session: session)
    }
  }

  /// Asks until `condition` holds; the limit is for one that never will.
  static func poll(_ condition: () async -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
      if await condition() { return true }
      do { try await Task.sleep(for: .milliseconds(5)) } catch { return false }
    }
    return await condition()
  }
}
