import BlueprintCompiler
import BlueprintModel
import BlueprintTesting
import Testing

@testable import ControllerProvider

@Suite(.timeLimit(.minutes(2))) struct ControllerConformanceTests {
  @Test func itConforms() async throws {
    let server = try WebServer()
    let target = TargetBinding(name: "@controller", provider: "controller")
    let counting = server.url + "/effects"
    let sample = ProviderSample(
      effect: Action(
        verb: "http.request", deployment: "d", address: "actions.a", target: target,
        input: ["method": "POST", "url": .string(server.url + "/effect"), "body": "x"]),
      badInputs: [
        .init("http.request", ["method": "GET"], key: "url"),
        .init("http.request", ["url": "ftp://host/"], key: "url"),
        .init("http.request", ["url": "http://host/a b"], key: "url"),
        .init("http.request", ["url": "http://host/", "method": "BREW"], key: "method"),
        .init("http.request", ["url": "http://host/", "headers": ["a\nb": "c"]], key: "headers"),
        .init(
          "http.request", ["url": "http://host/", "headers": ["a": "b\nc: d"]], key: "headers"),
        .init(
          "http.request", ["url": "http://host/", "expect": ["body": "("]], key: "expect.body"),
        .init(
          "http.request", ["url": "http://host/", "expect": ["json": ["a": 1]]], key: "expect.json"),
      ]
    ) {
      let outputs = try await call(["url": .string(counting)]).outputs
      return Int(outputs["body"]?.string ?? "") ?? -1
    }
    #expect(try await ProviderConformance(ControllerProvider(), sample, run: "1").breaches() == [])
  }

  @Test func theManifestHasTheVerbs() throws {
    let manifest = try ProviderManifest(yaml: ControllerProvider.manifestText)
    #expect(manifest.name == "controller" && manifest.protocolVersion == 1)
    #expect(manifest.verbs == ControllerProvider.verbNames)
  }

  @Test func withoutTheToolItSaysWhatToInstall() async throws {
    let provider = ControllerProvider(environment: CurlEnvironment(variables: ["PATH": "/nowhere"]))
    let failure = try await call(["url": "http://127.0.0.1:1/"], of: provider).failure
    #expect(failure?.code == "no_curl" && failure?.changed == .no)
    #expect(failure?.help?.contains("apt-get install curl") == true)
  }
}
