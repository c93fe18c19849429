import BlueprintExpressions
import BlueprintModel
import Foundation
import Testing

@testable import BlueprintCompiler

/// Keeps the language reference complete. `UPDATE_GOLDEN=1` writes its tables anew.
@Suite struct ReferenceTests {
  private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// The page of each construct.
  private static let pages: [String: String] = ReferencePage.all.reduce(into: [:]) { pages, page in
    for construct in page.marked("keys") { pages[construct] = page.name }
  }

  @Test(arguments: ReferencePage.all)
  func tablesAreInStep(_ page: ReferencePage) throws {
    let text = page.filled("keys") { construct in
      KeyTable(construct: construct, pages: Self.pages).markdown
    }
    if Self.isUpdating { try Data(text.utf8).write(to: page.file) }
    #expect(page.text == text, "run with UPDATE_GOLDEN=1")
  }

  @Test func everyConstructHasItsTable() {
    let shown = ReferencePage.all.flatMap { $0.marked("keys") }
    #expect(shown.count == Set(shown).count)
    #expect(Set(shown) == Set(SchemaFile.shared.constructs))
  }

  @Test func everyFunctionIsThere() throws {
    let page = ReferencePage(name: "functions.md")
    let text = FunctionPage.markdown
    if Self.isUpdating { try Data(text.utf8).write(to: page.file) }
    #expect(page.text == text, "run with UPDATE_GOLDEN=1")
    for function in FunctionSet.all { #expect(text.contains("### \(function.name)\n")) }
  }

  @Test func everyFieldOfAPolicySubjectIsThere() throws {
    let text = ReferencePage(name: "policies.md").text
    for subject in PolicySubject.allCases {
      guard case .object(let fields) = PolicyCatalogue.type(of: subject).form else {
        Issue.record("\(subject) has no fields")
        continue
      }
      let rest = text.components(separatedBy: "### \(subject.rawValue)\n").dropFirst().first
      let section = try #require(rest?.components(separatedBy: "\n#").first, "\(subject)")
      for field in fields.keys {
        #expect(section.contains("| `\(field)` |"), "\(subject).\(field)")
      }
      #expect(section.components(separatedBy: "\n| `").count - 1 == fields.count, "\(subject)")
    }
  }

  @Test func everyNameInScopeIsThere() {
    let text = ReferencePage(name: "expressions.md").text
    for root in Scope.allRoots { #expect(text.contains("| `\(root)"), "\(root)") }
    for type in [InstanceType.machine, InstanceType.service(endpoints: [])] {
      guard case .object(let fields) = type.form else { continue }
      for field in fields.keys { #expect(text.contains("`\(field)`"), "\(field)") }
    }
    for symbol in BinaryOperator.allCases { #expect(text.contains("`\(symbol.rawValue)`")) }
  }

  /// Links within the reference lead somewhere.
  @Test func linksLeadSomewhere() throws {
    for page in ReferencePage.all {
      for link in page.text.matches(of: /\]\(([^)#:\s]*)(#[^)\s]+)?\)/) {
        let path = String(link.1)
        let file = path.isEmpty ? page.file : ReferencePage.folder.appending(path: path)
        let text = try? String(contentsOf: file, encoding: .utf8)
        #expect(
          text != nil || FileManager.default.fileExists(atPath: file.path), "\(page): \(path)")
        guard let anchor = link.2?.dropFirst(), let text else { continue }
        let headings = text.matches(of: /(?m)^#+ (.*)$/).map { heading in
          heading.1.lowercased().replacing(/[^a-z0-9 _-]/, with: "").replacing(" ", with: "-")
        }
        #expect(
          text.contains("<a id=\"\(anchor)\">") || headings.contains(String(anchor)),
          "\(page): \(path)#\(anchor)")
      }
    }
  }
}
