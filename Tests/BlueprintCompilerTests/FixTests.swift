import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Holds every fix that the golden cases show to its word.
@Suite struct FixTests {
  @Test(arguments: GoldenCase.all)
  func everyFixMends(_ golden: GoldenCase) throws {
    let before = try golden.compile([golden.source()])
    for diagnostic in before.diagnostics {
      for fix in diagnostic.fixes {
        let after = try golden.compile(try applied(fix, to: before)).diagnosticsBesidesMissingInputs
        let new = Set(after.map(Said.init)).subtracting(before.diagnostics.map(Said.init))
        // A choice between several may be one of the wrong type; a sure one may not.
        let strange = new.filter { fix.isMachineApplicable || !$0.isAboutTypes }
        #expect(strange.isEmpty, "\(fix.title)")
        #expect(!after.map(Said.init).contains(Said(diagnostic)), "\(fix.title)")
      }
    }
  }

  @Test func thereAreFixesOfBothKinds() throws {
    let fixes = try GoldenCase.all.flatMap { golden in
      try golden.compile([golden.source()]).diagnostics.flatMap(\.fixes)
    }
    #expect(Set(fixes.map(\.isMachineApplicable)) == [true, false])
  }

  private func applied(_ fix: Fix, to result: CompileResult) throws -> [Source] {
    try result.sources.map { try #require($0.applying(fix.edits)) }
  }

  /// What a diagnostic says, wherever it stands: an edit moves what follows it, and what is
  /// declared elsewhere.
  private struct Said: Hashable {
    let code: String
    let message: String
    let line: Int?

    var isAboutTypes: Bool { ["BP0103", "BP0302", "BP0306"].contains(code) }

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code
      message = diagnostic.message
      line = diagnostic.place?.range.start.line
    }
  }
}
