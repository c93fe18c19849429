import BlueprintModel
import Testing

@testable import BlueprintCompiler

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What holds of every text: formatting keeps values and comments, and twice is once.
@Suite struct FormatterLawTests {
  /// Every YAML file of the repository's blueprints, fixtures and plugins.
  static let files: [URL] = {
    let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    return ["blueprints", "Tests/Fixtures", "plugins"].flatMap { folder in
      let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") }
        .sorted().map { root.appending(path: folder).appending(path: $0) }
    }
  }()

  @Test(arguments: files)
  func formattingKeepsEverything(_ file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    let text = String(decoding: bytes, as: UTF8.self)
    let isYAML = expectLaws(of: Source(name: file.path, bytes: bytes))
    guard isYAML else { return }
    let seed = text.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xffff
    for round in 0..<30 {
      var shaker = TextShaker(seed: seed &+ round)
      expectLaws(of: Source(name: "shaken", text: shaker.shake(text)))
    }
  }

  @Test func theRepositorysBlueprintsAreFormatted() throws {
    let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    let blueprints = Self.files.filter {
      $0.path.hasPrefix(root.appending(path: "blueprints").path)
        && !$0.path.contains("/.blueprint/")
    }
    for file in blueprints {
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      #expect(formatted(text) == text, "\(file.path)")
    }
  }

  /// - Returns: whether the text is YAML.
  @discardableResult private func expectLaws(of source: Source) -> Bool {
    let before = YAMLDocument.value(of: source).value
    switch BlueprintFormatter.format(source) {
    case .refused(let diagnostics):
      let text = String(decoding: source.bytes, as: UTF8.self)
      #expect(before == nil || hasNoForm(text), "\(diagnostics.map(\.message))\n\(text)")
      return false
    case .formatted(let text):
      let after = Source(name: "after", text: text)
      #expect(YAMLDocument.value(of: after).value == before, "\(text)")
      #expect(comments(of: text) == comments(of: String(decoding: source.bytes, as: UTF8.self)))
      #expect(formatted(text) == text, "\(String(decoding: source.bytes, as: UTF8.self))")
      #expect(isTidy(text), "\(text)")
      return true
    }
  }

  /// Comments by libyaml's tokens, found with nothing of the formatter but its scanner.
  private func comments(of text: String) -> [String] {
    BlueprintFormatter.comments(in: LayoutText(text))
  }

  private func hasNoForm(_ text: String) -> Bool {
    text.hasPrefix("%") || text.contains("? ")
  }

  private func isTidy(_ text: String) -> Bool {
    !text.contains("\r") && text.hasSuffix("\n")
  }
}

/// The canonical form of `text`; nil if it has none.
func formatted(_ text: String) -> String? {
  guard case .formatted(let result) = BlueprintFormatter.format(Source(name: "test", text: text))
  else { return nil }
  return result
}
