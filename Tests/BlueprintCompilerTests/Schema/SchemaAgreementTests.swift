import BlueprintModel
import Foundation
import Testing

@testable import BlueprintCompiler

/// Holds the JSON Schema against the compiler, in both directions: what the compiler finds to be a
/// structural mistake (see ``Structure``) the schema refuses, and it refuses nothing else.
///
/// `SCHEMA_MUTANTS=all swift test --filter SchemaAgreement` takes every mutant of the seeds.
@Suite struct SchemaAgreementTests {
  @Test func blueprintsOfTheProject() async throws {
    var cases: [Judged] = []
    for folder in ["blueprints", "Tests/Fixtures/blueprints"] {
      let root = projectRoot.appending(path: folder)
      let files = FileManager.default.enumerator(atPath: root.path)
      while let path = files?.nextObject() as? String {
        let text = path.hasSuffix(".yaml") ? try Self.text(of: root.appending(path: path)) : ""
        guard text.hasPrefix("blueprint:") || text.contains("\nblueprint:") else { continue }
        cases.append(Judged(name: "\(folder)/\(path)", text: text, verdict: .accept))
      }
    }
    #expect(cases.count >= 12)
    try await expectAgreement(cases)
  }

  @Test func goldenDiagnostics() async throws {
    var cases: [Judged] = []
    for golden in GoldenCase.all {
      let source = try golden.source()
      let verdict = try Structure.verdict(on: source) { profiles in
        try golden.compile([source], profiles: profiles)
      }
      guard let verdict else { continue }
      let text = String(decoding: source.bytes, as: UTF8.self)
      cases.append(Judged(name: golden.name, text: text, verdict: verdict))
    }
    #expect(cases.count { $0.verdict == .refuse } > 80)
    try await expectAgreement(cases)
  }

  @Test func examplesOfTheCatalogue() async throws {
    var cases: [Judged] = []
    for entry in DiagnosticCatalogue.entries where entry.form == .yaml {
      for (kind, example) in [("bad", entry.bad), ("good", entry.good)] {
        let text = entry.completed(example)
        if let judged = Self.judged("\(entry.code) \(kind)", text) { cases.append(judged) }
      }
    }
    #expect(cases.count > 100)
    try await expectAgreement(cases)
  }

  @Test(arguments: ["inputs", "machines", "services", "steps"])
  func mutants(of seed: String) async throws {
    let file = fixtures.appending(path: "schema/seeds/\(seed).yaml")
    let text = try Self.text(of: file)
    let value = try #require(YAMLDocument.value(of: Source(name: seed, text: text)).value)
    let isWhole = ProcessInfo.processInfo.environment["SCHEMA_MUTANTS"] == "all"
    var cases = [Judged(name: seed, text: text, verdict: .accept)]
    for mutant in Mutants(of: value, limit: isWhole ? .max : 60) {
      if let judged = Self.judged(mutant.name, mutant.value.canonicalJSON) { cases.append(judged) }
    }
    #expect(cases.count { $0.verdict == .refuse } > 5)
    try await expectAgreement(cases)
  }

  private struct Judged {
    let name: String
    let text: String
    let verdict: Structure.Verdict
  }

  private static func text(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }

  /// `text` with the compiler's verdict; nil if it is not YAML.
  private static func judged(_ name: String, _ text: String) -> Judged? {
    Structure.verdict(on: Source(name: "blueprint.yaml", text: text)) { profiles in
      compile(text, profiles: profiles)
    }.map { Judged(name: name, text: text, verdict: $0) }
  }

  private func expectAgreement(_ cases: [Judged]) async throws {
    let texts = cases.enumerated().map {
      SchemaJudge.Text(name: "\($0.offset)", text: $0.element.text)
    }
    let said = try await SchemaJudge.verdicts(on: texts)
    for (number, judged) in cases.enumerated() {
      let objections = try #require(said["\(number)"])
      switch judged.verdict {
      case .either: break
      case .accept: #expect(objections == [], "\(judged.name)")
      case .refuse: #expect(!objections.isEmpty, "the schema accepts \(judged.name)")
      }
    }
  }
}
