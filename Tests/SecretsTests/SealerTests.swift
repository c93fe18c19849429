import BlueprintModel
import Crypto
import Foundation
import Testing

@testable import blueprint

@Suite struct SealerTests {
  @Test func whatIsSealedOpensForItsPurposeOnly() throws {
    let sealer = Sealer(SealingKey())
    let text = Array("geheim".utf8)
    let sealed = try sealer.seal(text, for: "shop/token")
    #expect(try sealer.open(sealed, for: "shop/token").text == text)
    #expect(sealed.firstRange(of: text) == nil)
    #expect(try sealer.seal(text, for: "shop/token") != sealed)
    #expect(throws: SecretFault.self) { try sealer.open(sealed, for: "shop/other") }
    #expect(throws: SecretFault.self) { try Sealer(SealingKey()).open(sealed, for: "shop/token") }
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: SecretFault.self) { try sealer.open(changed, for: "shop/token") }
      #expect(throws: SecretFault.self) {
        try sealer.open(Array(sealed[..<index]), for: "shop/token")
      }
    }
  }

  @Test func earlierKeysOpenAndTheNewestSeals() throws {
    let (old, new) = (SealingKey(), SealingKey())
    let before = try Sealer(old).seal([1, 2], for: "p")
    let both = Sealer(new, earlier: [old])
    #expect(try both.open(before, for: "p").key.id == old.id)
    let after = try both.seal([1, 2], for: "p")
    #expect(try Sealer(new).open(after, for: "p").text == [1, 2])
    #expect(throws: SecretFault.self) { try Sealer(new).open(before, for: "p") }
  }

  @Test func boxesOfEarlierVersionsOpen() throws {
    let key = SymmetricKey(size: .bits256)
    let value: Value = "an old secret"
    let box = try AES.GCM.seal(
      Array(value.canonicalJSON.utf8), using: key, authenticating: Array("shop/token".utf8))
    let combined = try #require(box.combined)
    let known = try #require(SealingKey(bytes: key.withUnsafeBytes { Array($0) }))
    let content = SecretContent(
      ["token": Array(combined)], of: "shop", Sealer(SealingKey(), earlier: [known]))
    let record = try #require(content.records["token"])
    #expect(record.value == value && record.setAt == nil)
    // The stand-in is the one that recorded digests were made with.
    #expect(record.fingerprint == Sealer(known).fingerprint(of: value, name: "token"))
  }
}
