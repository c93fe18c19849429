import Foundation
import Testing

/// Holds the lists of rules, of the language and of the engine, to their word: every test that they
/// name exists.
@Suite struct RuleListTests {
  private static let pages = ["docs/reference/language/rules.md", "docs/engine-rules.md"]

  /// The test functions of the project, as `Suite.function`. A suite is what its file is called.
  private static let functions: Set<String> = {
    var found: Set<String> = []
    let root = projectRoot.appending(path: "Tests")
    let files = FileManager.default.enumerator(atPath: root.path)
    while let path = files?.nextObject() as? String {
      guard path.hasSuffix("Tests.swift"),
        let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
      else { continue }
      let suite = path.split(separator: "/").last?.dropLast(".swift".count) ?? ""
      for match in text.matches(of: /@Test[\s\S]*?func (\w+)\(/) {
        found.insert("\(suite).\(match.1)")
      }
    }
    return found
  }()

  private static func rows(of page: String) throws -> [String] {
    let text = try String(contentsOf: projectRoot.appending(path: page), encoding: .utf8)
    return text.split(separator: "\n").filter {
      $0.hasPrefix("| ") && !$0.hasPrefix("| rule |")
    }.map(String.init)
  }

  @Test(arguments: pages)
  func everyRuleNamesTestsThatExist(_ page: String) throws {
    let rows = try Self.rows(of: page)
    #expect(rows.count > 40)
    for row in rows {
      let shown = row.components(separatedBy: " | ").last ?? ""
      let names = shown.matches(of: /`([^`]+)`/).map { String($0.1) }
      #expect(!names.isEmpty, "\(row)")
      for name in names {
        if name.hasPrefix("diagnostics/") {
          let file = fixtures.appending(path: name + "/expected.txt")
          #expect(FileManager.default.fileExists(atPath: file.path), "\(name)")
        } else {
          let isThere = Self.functions.contains(name)
          #expect(isThere, "\(name)")
        }
      }
    }
  }
}
