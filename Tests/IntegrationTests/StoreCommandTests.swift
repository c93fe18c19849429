import BlueprintModel
import Foundation
import Testing

/// `blueprint store check`, as people and scripts meet it.
@Suite(.timeLimit(.minutes(2))) struct StoreCommandTests {
  @Test func aStoreIsSoundUntilItsFileIsDamaged() async throws {
    try await Bench.with("page") { bench in
      #expect(try await bench.run("store", "check", ends: 10).err.contains("BP0926"))
      #expect(!bench.exists("state"), "and looking made nothing")
      try await bench.run("deploy", "--yes", ends: 0)
      let sound = try await bench.run("store", "check", ends: 0)
      #expect(sound.out.hasPrefix("\(bench.state)/state.db: sound: "), "\(sound)")
      let json = try await bench.run("store", "check", "-o", "json", ends: 0).json
      #expect(json["sound"] == true && json["findings"]?.list == [])
      #expect(json["entries"] == json["chained"])

      let copy = "\(bench.project)/copy.db"
      let bytes = try Data(contentsOf: URL(filePath: "\(bench.state)/state.db"))
      try bytes.prefix(bytes.count / 2).write(to: URL(filePath: copy))
      let damaged = try await bench.run("store", "check", copy, ends: 14)
      #expect(damaged.err.contains("error[BP0925]: \(copy): is cut off: "), "\(damaged)")
      #expect(damaged.out.isEmpty)
      let told = try await bench.run("store", "check", copy, "-o", "json", ends: 14).json
      #expect(told["sound"] == false)
      #expect(told["findings"]?.list?.first?["place"]?.string == copy)
    }
  }
}
