import BlueprintExpressions

/// Files by their paths, whoever names them.
final class TextFiles: TextSource {
  private let texts: [String: String]
  /// What was read, in order.
  private(set) var read: [String] = []

  init(_ texts: [String: String]) { self.texts = texts }

  func text(at path: String, from importer: String) throws(EvaluationError) -> String {
    read.append(path)
    guard let text = texts[path] else {
      throw EvaluationError(.unreadableFile, "no such file", file: path)
    }
    return text
  }
}
