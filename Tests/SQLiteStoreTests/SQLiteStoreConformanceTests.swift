import BlueprintTesting
import Testing

@Suite struct SQLiteStoreConformanceTests {
  @Test(arguments: StoreConformance.all)
  func conforms(check: StoreConformance) async throws {
    let scratch = ScratchDirectory()
    try await check.run(on: try scratch.store()) { try scratch.store() }
  }
}
