import BlueprintCompiler
import BlueprintModel
import BlueprintTesting
import DirectoryRepository
import Foundation
import Testing

@Suite struct DirectoryConformanceTests {
  @Test func itConforms() async throws {
    let bench = try RepositoryBench()
    try bench.stage("one")
    var wrong = bench.sealInput("one").map ?? [:]
    wrong["staging"] = "not/absolute"
    let sample = ProviderSample(
      effect: Action(
        verb: "backup.seal", deployment: "d", address: "backup",
        target: TargetBinding(name: "@backups", provider: "directory"),
        input: bench.sealInput("one")),
      badInputs: [
        .init("backup.seal", .map(wrong), key: "staging"),
        .init("backup.verify", ["repository": "/r"], key: "id"),
        .init("backup.list", ["repository": 7], key: "repository"),
        .init("backup.discard", [:], key: "staging"),
      ]
    ) { try await bench.listed().count }
    #expect(try await ProviderConformance(bench.provider, sample, run: "1").breaches() == [])
    try bench.end()
  }

  /// A provider that heeds neither tokens nor inputs is found out.
  @Test func theSuiteFindsBreaches() async throws {
    let careless = CarelessProvider()
    let sample = ProviderSample(
      effect: Action(
        verb: "count", deployment: "d", address: "a",
        target: TargetBinding(name: "t", provider: "careless"), input: [:]),
      badInputs: [.init("count", ["key": 1], key: "key")], readsBack: true
    ) { await careless.count }
    let breaches = try await ProviderConformance(careless, sample, run: "1").breaches()
    #expect(breaches.contains("the same token made 1 more effects"))
    #expect(breaches.contains("the same token, at once, made 4 more effects"))
    #expect(breaches.contains { $0.hasPrefix("an unknown verb ended as") })
    #expect(breaches.contains("reading back made 3 effects"))
    #expect(breaches.contains { $0.hasPrefix("reading back an effect that never was ended as") })
    #expect(breaches.contains { $0.hasPrefix("`count` with a bad `key` ended as") })
  }

  @Test func theManifestHasTheVerbs() throws {
    let manifest = try ProviderManifest(yaml: DirectoryRepositoryManifest.text)
    #expect(manifest.name == "directory")
    #expect(manifest.protocolVersion == 1)
    #expect(
      manifest.verbs == ["backup.seal", "backup.verify", "backup.list", "backup.discard"])
  }
}

/// Does something for every call.
actor CarelessProvider: Provider {
  private(set) var count = 0

  func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    count += 1
    return .done(handle: nil, outputs: [:])
  }

  func cancel(token: String) async {}
}
