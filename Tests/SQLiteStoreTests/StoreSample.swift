import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import GRDB
import Glibc
import SQLiteStore
import Testing

/// A store with a finished run and an unfinished one, and ways to damage its file. Nothing has the
/// file open between two calls.
struct StoreSample {
  static let t0 = Timestamp(milliseconds: 1_000)
  static let finished = RunID("run-00000000000a")
  static let unfinished = RunID("run-00000000000b")

  let scratch = ScratchDirectory()
  var path: String { "\(scratch.path)/store.sqlite" }

  init() async throws {
    let store = try scratch.store()
    try await store.migrate()
    try await Self.run(Self.finished, of: "shop", in: store, isFinished: true)
    try await Self.run(Self.unfinished, of: "farm", in: store, isFinished: false)
    _ = try await store.file(.pause, of: Self.unfinished, by: "ada")
    try store.close()
  }

  private static func run(
    _ id: RunID, of deployment: String, in store: SQLiteStore, isFinished: Bool
  ) async throws {
    var plan = PlanFixture.plan([PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])])
    plan.deployment = deployment
    try await store.create(NewRun(id: id, plan: plan, createdBy: "ada"), at: t0)
    let lease = try await store.claim(
      id, by: RunHarness.holder(1), for: .seconds(15), evicting: nil, at: t0)
    var sequence = 1
    for name in isFinished ? ["a", "b"] : ["a"] {
      let facts: [Fact] = [
        .intent(step: StepID(name), attempt: 1, token: "token-of-\(name)", desired: ["self": "d"]),
        .outcome(step: StepID(name), attempt: 1, .done(handle: ["id": 7], outputs: [:])),
      ]
      let resource = Resource(
        address: ResourceAddress(name), target: PlanFixture.target, handle: ["id": 7],
        outputs: [:], applied: ["self": "d"], teardown: [], uses: [], protect: false)
      _ = try await store.append(
        AppendBatch(after: sequence, facts: facts, resources: [.put(resource)]), under: lease,
        at: t0)
      sequence += 2
    }
    guard isFinished else { return }
    _ = try await store.append(
      AppendBatch(after: sequence, facts: [.finished(.succeeded, outputs: [])]), under: lease,
      at: t0)
  }

  /// What `store check` tells, a line for each finding.
  func findings() async -> [String] {
    await StoreCheck(path: path).run().findings.map { "\($0.place): \($0.problem)" }
  }

  /// Changes rows behind the store's back.
  func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// The bytes of the file.
  func bytes() throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var status = stat()
    try #require(fstat(file, &status) == 0)
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    try #require(read(file, &bytes, bytes.count) == bytes.count)
    return bytes
  }

  /// Replaces the file.
  func replace(_ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_TRUNC)
    defer { close(file) }
    try #require(write(file, bytes, bytes.count) == bytes.count)
  }

  /// Flips one bit of the byte at `offset`.
  func flip(_ offset: Int, bit: UInt8 = 0) throws {
    var bytes = try bytes()
    bytes[offset] ^= 1 << bit
    try replace(bytes)
  }

  /// Where `text` is in the file for the first time.
  func offset(of text: String) throws -> Int {
    let bytes = try bytes()
    let wanted = Array(text.utf8)
    return try #require(
      bytes.indices.first { bytes[$0...].starts(with: wanted) }, "\(text) is not in the file")
  }
}
