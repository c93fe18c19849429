import Foundation
import Testing

@testable import blueprint

@Suite struct KeyFileTests {
  private let bench: SecretsBench
  private var path: String { bench.secrets.keyFile.path }
  private var file: KeyFile { bench.secrets.keyFile }

  init() throws { bench = try SecretsBench() }

  private func mode(_ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test func itIsMadeForItsOwnerOnlyAndFoundAgain() throws {
    let made = try file.open()
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try file.open().keys.map(\.id) == made.keys.map(\.id))
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder) == ["key"])
  }

  @Test func severalKeysStayInOrder() throws {
    let keys = (0..<3).map { _ in SealingKey() }
    try file.write(keys)
    #expect(try file.read().keys.map(\.bytes) == keys.map(\.bytes))
  }

  @Test func aKeyOfAnEarlierVersionIsRead() throws {
    let key = SealingKey()
    try Data(key.bytes).write(to: URL(filePath: path))
    try mode(0o600)
    #expect(try file.read().keys.map(\.id) == [key.id])
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o610, 0o601])
  func oneThatOthersCanReadIsRefused(mode: Int) throws {
    _ = try file.open()
    try self.mode(mode)
    #expect { try file.open() } throws: { error in
      if case SecretFault.exposed(path, UInt32(mode)) = error { true } else { false }
    }
    try self.mode(0o400)
    _ = try file.open()
  }

  @Test(arguments: [
    "", "hello", "blueprint-keys 1\n", "blueprint-keys 1\nAAAA\n", "blueprint-keys 2\n",
  ])
  func whatHoldsNoKeyIsRefused(text: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try mode(0o600)
    #expect { try file.open() } throws: { error in
      if case SecretFault.damaged(path) = error { true } else { false }
    }
  }

  @Test func ofManyWhoMakeItAtOnceAllHaveTheSame() async throws {
    let file = file
    let ids = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try file.open().keys[0].id } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
  }
}
