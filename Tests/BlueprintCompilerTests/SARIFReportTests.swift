import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Holds reports against what the schema of SARIF 2.1.0 demands of the parts that are used.
@Suite struct SARIFReportTests {
  @Test(arguments: GoldenCase.all)
  func hasWhatTheSchemaDemands(_ golden: GoldenCase) throws {
    let result = try golden.compile([golden.source()])
    let json = try Value(jsonText: report(of: [result]).sarif)
    #expect(json["version"] == "2.1.0")
    #expect(json["$schema"]?.string?.hasPrefix("https://") == true)
    let run = try #require(json["runs"]?.list?.first)
    #expect(run["columnKind"] == "unicodeCodePoints")
    let driver = try #require(run["tool"]?["driver"])
    #expect(driver["name"] == "blueprint")
    let rules = try #require(driver["rules"]?.list)
    #expect(rules.allSatisfy { $0["id"]?.string != nil && $0["help"]?["text"]?.string != nil })
    let results = try #require(run["results"]?.list)
    #expect(results.count == result.diagnostics.count)
    for result in results { try check(result, rules) }
  }

  private func check(_ result: Value, _ rules: [Value]) throws {
    let index = try #require(result["ruleIndex"]?.integer)
    #expect(rules[index]["id"] == result["ruleId"])
    #expect(["error", "warning", "note"].contains(result["level"]?.string))
    #expect(result["message"]?["text"]?.string?.isEmpty == false)
    let related = result["relatedLocations"]?.list ?? []
    for location in (result["locations"]?.list ?? []) + related {
      let physical = try #require(location["physicalLocation"])
      try checkArtifact(physical["artifactLocation"])
      if let region = physical["region"] { try checkRegion(region) }
    }
    #expect(related.map { $0["id"]?.integer } == related.indices.map { $0 })
    for fix in result["fixes"]?.list ?? [] { try checkFix(fix) }
  }

  private func checkFix(_ fix: Value) throws {
    #expect(fix["description"]?["text"]?.string?.isEmpty == false)
    let changes = try #require(fix["artifactChanges"]?.list)
    #expect(!changes.isEmpty)
    for change in changes {
      try checkArtifact(change["artifactLocation"])
      let replacements = try #require(change["replacements"]?.list)
      #expect(!replacements.isEmpty)
      for replacement in replacements {
        try checkRegion(try #require(replacement["deletedRegion"]))
        #expect(replacement["insertedContent"]?["text"]?.string != nil)
      }
    }
  }

  private func checkArtifact(_ artifact: Value?) throws {
    let uri = try #require(artifact?["uri"]?.string)
    #expect(!uri.isEmpty && !uri.contains(" ") && !uri.hasPrefix("/"))
  }

  private func checkRegion(_ region: Value) throws {
    let names = ["startLine", "startColumn", "endLine", "endColumn"]
    let numbers = try names.map { try #require(region[$0]?.integer) }
    #expect(numbers.allSatisfy { $0 >= 1 })
    #expect((numbers[0], numbers[1]) <= (numbers[2], numbers[3]))
  }

  @Test(arguments: [
    ("./a b/ü.yaml", "a%20b/%C3%BC.yaml"), ("/work/x/a.yaml", "x/a.yaml"),
    ("/other/a.yaml", "file:///other/a.yaml"), ("../a.yaml", "../a.yaml"),
    ("c:a.yaml", "c%3Aa.yaml"), ("<stdin>", "%3Cstdin%3E"),
  ])
  func pathsBecomeURIs(_ path: String, _ wanted: String) {
    let json = SARIFReport(report(of: Diagnostic(code: "BP0001", "x"), in: path)).json
    let result = json["runs"]?.list?.first?["results"]?.list?.first
    let location = result?["locations"]?.list?.first?["physicalLocation"]
    #expect(location?["artifactLocation"]?["uri"]?.string == wanted)
    #expect(location?["region"] == nil)
  }

  @Test func fingerprintsOutliveMovedLines() {
    func fingerprint(_ line: Int, _ message: String) -> Value? {
      let diagnostic = Diagnostic(code: "BP0001", message, at: place(line, 1, 2))
      let json = SARIFReport(report(of: diagnostic, in: "a.yaml")).json
      return json["runs"]?.list?.first?["results"]?.list?.first?["partialFingerprints"]
    }
    #expect(fingerprint(1, "x") == fingerprint(9, "x"))
    #expect(fingerprint(1, "x") != fingerprint(1, "y"))
  }

  @Test func codesWithoutAPageAreRulesToo() {
    let json = SARIFReport(report(of: Diagnostic(code: "XX0001", "x"), in: "a")).json
    let rules = json["runs"]?.list?.first?["tool"]?["driver"]?["rules"]?.list
    #expect(rules == [["id": "XX0001"]])
  }
}
