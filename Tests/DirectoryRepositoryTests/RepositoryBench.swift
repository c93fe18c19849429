import BlueprintModel
import DirectoryRepository
import Foundation
import Testing

/// A repository in a fresh directory.
struct RepositoryBench {
  let root: String
  let provider: DirectoryRepository
  var repository: String { "\(root)/backups" }

  init(clock: @escaping @Sendable () -> Timestamp = SystemClock.now) throws {
    root = FileManager.default.temporaryDirectory.path + "/directory-\(UUID().uuidString)"
    provider = DirectoryRepository(clock: clock)
    try FileManager.default.createDirectory(
      atPath: "\(root)/backups/.incoming", withIntermediateDirectories: true)
  }

  func end() throws { try FileManager.default.removeItem(atPath: root) }

  func staging(_ id: String) -> String { "\(repository)/.incoming/\(id)" }

  /// Puts `files` into the staging directory of `id`.
  func stage(_ id: String, _ files: [String: String] = ["services.db[0]/dump": "data"]) throws {
    for (path, text) in files { try write("\(staging(id))/\(path)", text) }
  }

  func write(_ path: String, _ text: String) throws {
    let directory = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  func perform(
    _ verb: String, _ input: Value, token: String = "t",
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Outcome {
    try await provider.perform(
      Action(
        verb: verb, deployment: "d", address: "backup",
        target: TargetBinding(name: "@backups", provider: "directory"), input: input),
      ActionContext(token: token, attempt: 1, term: 1, timeout: .seconds(30)), log: log)
  }

  func sealInput(_ id: String) -> Value {
    [
      "repository": .string(repository), "id": .string(id), "staging": .string(staging(id)),
      "manifest": ["deployment": "d"],
    ]
  }

  @discardableResult
  func seal(_ id: String) async throws -> Outcome {
    try await perform("backup.seal", sealInput(id))
  }

  func verify(_ id: String) async throws -> Outcome {
    try await perform("backup.verify", ["repository": .string(repository), "id": .string(id)])
  }

  /// The ids that `backup.list` gives, in its order.
  func listed() async throws -> [String] {
    let outcome = try await perform("backup.list", ["repository": .string(repository)])
    return outcome.outputs?["backups"]?.list?.compactMap { $0["id"]?.string } ?? []
  }

  func mode(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }
}

extension Outcome {
  var outputs: ValueMap? {
    guard case .done(_, let outputs) = self else { return nil }
    return outputs
  }

  var failure: Failure? {
    guard case .failed(let failure) = self else { return nil }
    return failure
  }
}
