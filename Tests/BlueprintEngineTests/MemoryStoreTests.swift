import BlueprintTesting
import Testing

@Suite struct MemoryStoreTests {
  @Test(arguments: StoreConformance.all)
  func conforms(check: StoreConformance) async throws {
    let store = MemoryStore()
    try await check.run(on: store) { MemoryStore(await store.content) }
  }
}
