import BlueprintModel
import Foundation
import Testing

@testable import blueprint

@Suite struct VaultTests {
  @Test func aValueComesBackAndTheStoreNeverSeesIt() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "geheim-1", "list": ["geheim-2", 7]])
    #expect(try await bench.vault().values == ["token": "geheim-1", "list": ["geheim-2", 7]])
    for (_, bytes) in await bench.store.sealedSecrets(of: "shop") {
      #expect(bytes.firstRange(of: Array("geheim".utf8)) == nil)
    }
    #expect(try await bench.vault(of: "other").values.isEmpty)
  }

  @Test func earlierValuesAreMaskedAndNotGivenAway() async throws {
    let bench = try SecretsBench()
    for number in 0..<8 { try await bench.set(["token": .string("value-\(number)")]) }
    let vault = try await bench.vault()
    #expect(vault.values == ["token": "value-7"])
    for number in 0..<8 {
      // The present one and the last five before it.
      let masked = vault.redaction.masking("<value-\(number)>") == "<•••>"
      #expect(masked == (number >= 2), "\(number)")
    }
    #expect(vault.fingerprints.keys.sorted() == ["token"])
  }

  @Test func aValueThatIsReplacedNowIsMaskedToo() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "value-old"])
    var vault = try await bench.vault()
    vault.take(["token": "value-new"], from: "a test", at: Timestamp(milliseconds: 2))
    #expect(vault.redaction.masking("value-old value-new") == "••• •••")
  }

  @Test func theStandInIsThatOfTheValue() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "one"])
    let one = try await bench.vault().fingerprints["token"]
    try await bench.set(["token": "two"])
    let two = try await bench.vault().fingerprints["token"]
    #expect(one != two)
    _ = try await bench.rotate()
    #expect(try await bench.vault().fingerprints["token"] == two)
    // Back to the first value, under another key: nothing that was made with it has changed.
    try await bench.set(["token": "one"])
    #expect(try await bench.vault().fingerprints["token"] == one)
  }

  @Test func whatIsTakenAwayIsGoneAndStaysMasked() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "value-1", "other": "value-2"])
    try await bench.secrets.set(["token": nil], of: "shop")
    let vault = try await bench.vault()
    #expect(vault.values == ["other": "value-2"])
    #expect(vault.redaction.masking("value-1 value-2") == "••• •••")
  }

  @Test func whoOnlyReadDoesNotOverwrite() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "old"])
    let reader = try await bench.vault()
    try await bench.set(["token": "new"])
    try await reader.save()
    #expect(try await bench.vault().values == ["token": "new"])
  }

  @Test func manyAtOnceLoseNothing() async throws {
    let bench = try SecretsBench()
    let secrets = bench.secrets
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          var vault = try await SecretVault(secrets, deployment: "shop-\(number % 3)")
          vault.take(
            ["s\(number)": .integer(number)], from: "a test", at: Timestamp(milliseconds: 1))
          try await vault.save()
        }
      }
      try await group.waitForAll()
    }
    #expect(try await secrets.deployments() == ["shop-0", "shop-1", "shop-2"])
    for number in 0..<12 {
      #expect(
        try await bench.vault(of: "shop-\(number % 3)").values["s\(number)"] == .integer(number))
    }
  }

  @Test func aLostKeyIsNotReplaced() async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": "earlier"])
    try await bench.set(["token": "value", "spare": "value"])
    try FileManager.default.removeItem(atPath: bench.secrets.keyFile.path)
    #expect(await codes { _ = try await bench.vault() } == ["BP0713"])
    try bench.secrets.keyFile.write([SealingKey()])
    #expect(await codes { _ = try await bench.vault() } == ["BP0712"])
    #expect(await codes { _ = try await bench.rotate() } == ["BP0712"])
    // Giving the secrets again mends it.
    for name in ["token", "spare"] {
      let record = SecretRecord(value: "again", fingerprint: "f")
      try await bench.secrets.set([name: record], of: "shop")
    }
    #expect(try await bench.vault().values == ["token": "again", "spare": "again"])
  }

  @Test(arguments: [
    (#"it's "q" \ ok"#, #"it's \"q\" \\ ok"#), (#"it's"#, #"it'\''s"#), (#"it's"#, #"it'"'"'s"#),
    ("a/b c+d", "a%2Fb%20c%2Bd"), ("line one\nline two", #"line one\nline two"#),
    ("line one\nline two", "line two"), ("a secret", "YSBzZWNyZXQ="),
    ("a secret", "6120736563726574"),
  ])
  func theFormsOfProgramsAreMasked(value: String, printed: String) async throws {
    let bench = try SecretsBench()
    try await bench.set(["token": .string(value)])
    #expect(try await bench.vault().redaction.masking("<\(printed)>") == "<•••>")
  }
}
