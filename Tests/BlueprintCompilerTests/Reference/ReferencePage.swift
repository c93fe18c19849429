import Foundation

/// A page of the language reference.
struct ReferencePage: Sendable, CustomStringConvertible {
  let name: String

  var description: String { name }

  static let folder = projectRoot.appending(path: "docs/reference/language")

  static let all: [ReferencePage] = {
    let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (found ?? []).filter { $0.hasSuffix(".md") }.sorted().map(ReferencePage.init)
  }()

  var file: URL { Self.folder.appending(path: name) }

  var text: String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }

  /// The names between `<!-- KIND: ` and ` -->`.
  func marked(_ kind: String) -> [String] {
    text.components(separatedBy: "<!-- \(kind): ").dropFirst().compactMap {
      $0.components(separatedBy: " -->").first
    }
  }

  /// The text with what `content` gives between each mark of `kind` and its end.
  func filled(_ kind: String, with content: (String) -> String) -> String {
    let parts = text.components(separatedBy: "<!-- \(kind): ")
    return parts.dropFirst().reduce(parts[0]) { text, part in
      let name = part.components(separatedBy: " -->")[0]
      let rest = part.components(separatedBy: "<!-- end -->").dropFirst()
        .joined(separator: "<!-- end -->")
      return text + "<!-- \(kind): \(name) -->\n\n\(content(name))\n\n<!-- end -->" + rest
    }
  }
}
