import BlueprintModel
import Foundation
import Testing

@testable import blueprint

@Suite struct RotationTests {
  @Test func everythingIsUnderTheNewKeyAlone() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "one"])
    try await bench.set(["token": "two"])
    try await bench.set(["pass": 123_456], of: "never-deployed")
    let before = try bench.secrets.keyFile.read().keys[0]
    let report = try await bench.rotate()
    #expect(report.deployments == ["never-deployed", "shop"] && report.resealed == 3)
    #expect(report.dropped == [before.name] && report.kept == [])
    let keys = try bench.secrets.keyFile.read().keys
    #expect(keys.map(\.name) == [report.key])
    #expect(try await bench.vault().values == ["token": "two"])
    #expect(try await bench.vault(of: "never-deployed").values == ["pass": 123_456])
  }

  @Test func oldKeysCanBeKept() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "one"])
    let copy = await bench.store.sealedSecrets(of: "shop")
    let report = try await bench.rotate(dropsOld: false)
    #expect(report.kept.count == 1 && report.dropped == [])
    // A copy of the store from before still opens.
    await bench.store.setSealedSecrets(copy, of: "shop")
    #expect(try await bench.vault().values == ["token": "one"])
    let again = try await bench.rotate(makesKey: false)
    #expect(again.key == report.key && again.dropped == report.kept)
    #expect(try await bench.vault().values == ["token": "one"])
  }

  @Test func whatIsLostCanBeGivenUp() async throws {
    let bench = try SecretsBench()
    for value in ["one", "two"] { try await bench.set(["token": .string(value)]) }
    _ = try await bench.secrets.box(of: "shop")
    try FileManager.default.removeItem(atPath: bench.secrets.keyFile.path)
    #expect(await codes { _ = try await bench.rotate() } == ["BP0713"])
    #expect(!bench.secrets.keyFile.exists)
    let report = try await bench.rotate(forgets: true)
    #expect(report.forgotten == ["shop/capture/keys", "shop/token"] && report.resealed == 0)
    #expect(try await bench.vault().values.isEmpty)
    try await bench.set(["token": "three"])
    _ = try await bench.secrets.box(of: "shop")
    #expect(try await bench.vault().values == ["token": "three"])
    #expect(try await bench.rotate().forgotten == [])
  }

  @Test func whatRunsCapturedStaysReadable() async throws {
    let bench = try SecretsBench()
    let box = try await bench.secrets.box(of: "shop")
    let sealed = try box.seal(["a": [1, "geheim"]], name: "steps.make.password")
    #expect(!sealed.contains("geheim"))
    for _ in 0..<3 { _ = try await bench.rotate() }
    let later = try await bench.secrets.box(of: "shop")
    #expect(try later.open(sealed, name: "steps.make.password") == ["a": [1, "geheim"]])
    #expect(throws: (any Error).self) { try later.open(sealed, name: "steps.make.other") }
    #expect(throws: (any Error).self) { try later.open("no base64", name: "steps.make.password") }
    let foreign = try await bench.secrets.box(of: "other")
    #expect(throws: (any Error).self) { try foreign.open(sealed, name: "steps.make.password") }
    // After a rotation nothing new is sealed under a key that the old one protected.
    let renewed = try later.seal("x", name: "n")
    #expect(throws: (any Error).self) { try box.open(renewed, name: "n") }
  }

  @Test func ofManyBoxesAtOnceEachOpensTheOthers() async throws {
    let bench = try SecretsBench()
    let secrets = bench.secrets
    let boxes = try await withThrowingTaskGroup(of: DeploymentSecretBox.self) { group in
      for _ in 0..<6 { group.addTask { try await secrets.box(of: "shop") } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let sealed = try boxes[0].seal("x", name: "n")
    for box in boxes { #expect(try box.open(sealed, name: "n") == "x") }
  }
}
