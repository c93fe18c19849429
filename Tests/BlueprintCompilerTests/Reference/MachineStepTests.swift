import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct MachineStepTests {
  /// With a provider that has the verbs, every `machine` step compiles; without one verb, the step
  /// that needs it is the mistake.
  @Test(arguments: [nil, "power", "snapshot", "resize", "reboot", "fence"])
  func everyVerbGoesToAProviderThatHasIt(lacking: String?) {
    let verbs: [String] = ["power", "snapshot", "resize", "reboot", "fence"].filter { verb in
      verb != lacking
    }
    let result = Compiler.compile(
      CompileRequest(
        source: Source(
          name: "blueprint.yaml",
          text: """
            blueprint: 1
            name: shop
            targets: {main: {provider: metal}}
            machines: {db: {target: main}}
            actions:
              all:
                steps:
                  - {on: machines.db, machine: {power: cycle}}
                  - {on: machines.db, machine: {snapshot: before}}
                  - {on: machines.db, machine: {resize: {cpus: 2, memory: 4GiB}}}
                  - {on: machines.db, machine: {reboot: soft}}
                  - {on: machines.db, machine: fence}
            """),
        fileReader: { _ throws(FileReadFailure) in throw FileReadFailure("no such file") },
        manifests: [
          ProviderManifest(
            name: "metal", version: "1.0.0", protocolVersion: 1, summary: "Real machines",
            verbs: Set(["machine.ensure", "machine.delete"] + verbs.map { "machine." + $0 }))
        ]))
    let codes = result.diagnostics.map { $0.code }
    #expect(codes == (lacking == nil ? [] : ["BP0603"]))
    #expect(result.diagnostics.allSatisfy { $0.message.contains("machine.\(lacking ?? "")") })
    #expect((result.application != nil) == (lacking == nil))
  }
}
