import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct PackageTests {
  private static let sum = String(repeating: "0a", count: 32)

  private func compileService(_ body: String) -> CompileResult {
    compile(
      """
      blueprint: 1
      name: demo
      targets: {main: {provider: local}}
      machines: {web: {target: main}}
      services:
        api: {on: web, version: 1.2.3, \(body)}
      """)
  }

  @Test func everyForm() throws {
    let result = compileService(
      """
      packages: [redis, nginx=1.22*, {apt: curl}, {dnf: curl}, {apk: curl}, {zypper: curl},
        {pip: httpie==3.2.1}, {deb: files/tool.deb},
        {archive: {url: "https://example.test/api-${self.version}.tgz", sha256: \(Self.sum),
          into: /opt/api}},
        {repository: {name: pgdg, manager: apt, url: "https://apt.example.test", suite: bookworm,
          components: [main], key: files/pgdg.asc}}]
      """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let packages = try #require(result.application?.services.first?.packages)
    #expect(packages.count == 10)
    #expect(packages[1].description.literal == .map(["name": "nginx=1.22*"]))
    #expect(packages[2].description.literal == .map(["name": "curl", "manager": "apt"]))
    #expect(packages[7].description.literal?["deb"] == "files/tool.deb")
    #expect(packages[8].description.literal == nil)
    #expect(packages[9].description.literal?["repository"]?["suite"] == "bookworm")
  }

  @Test func mistakes() {
    let result = compileService(
      """
      packages: [-rf, {apt: a, dnf: b}, {archive: {url: u, sha256: abc, into: ../x}},
        {archive: {url: u}}, {repository: {name: a, url: u, manager: pip}}, {snap: a}]
      """)
    #expect(
      result.diagnostics.map(\.code).sorted() == [
        "BP0101", "BP0102", "BP0102", "BP0106", "BP0108", "BP0109", "BP0110", "BP0116",
      ], "\(rendered(result))")
  }
}
