import BlueprintTesting
import Testing

@Suite struct MemoryStoreTests {
  @Test(arguments: StoreConformance.all)
  func conforms(check: StoreConformance) async throws {
    try await check.run(on: MemoryStore())
  }
}
