import BlueprintModel
import BlueprintTesting
import Foundation
import Testing

@testable import blueprint

/// A store in memory with a key file of its own.
final class SecretsBench {
  let store = MemoryStore()
  let folder: String
  let secrets: SecretStore

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "bp-keys-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    secrets = SecretStore(
      store: store, keyFile: KeyFile(path: "\(folder)/key"), lockFile: "\(folder)/secrets.lock")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Sets secrets of `deployment` as an operation does.
  func set(_ values: [String: Value], of deployment: String = "shop") async throws {
    var vault = try await vault(of: deployment)
    vault.take(values, from: "a test", at: Timestamp(milliseconds: 1))
    try await vault.save()
  }

  func vault(of deployment: String = "shop") async throws -> SecretVault {
    try await SecretVault(secrets, deployment: deployment)
  }

  func rotate(
    makesKey: Bool = true, dropsOld: Bool = true, forgets: Bool = false
  ) async throws -> KeyRotation.Report {
    try await KeyRotation(
      secrets: secrets, makesKey: makesKey, dropsOld: dropsOld, forgets: forgets
    )
    .run()
  }
}

/// The codes of the diagnostics of a failure.
func codes(_ body: () async throws -> Void) async -> [String] {
  do { try await body() } catch let failure as CommandFailure {
    return failure.diagnostics.map(\.code)
  } catch { return ["\(error)"] }
  return []
}
