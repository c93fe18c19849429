/// Reads the files that the expressions of one file name, for ``BoundValue/reduced(in:reading:)``.
public struct TextReader {
  private let source: any TextSource
  private let importer: String

  /// Reads from `source`, for expressions that are written in the file `importer`.
  public init(_ source: any TextSource, from importer: String) {
    self.source = source
    self.importer = importer
  }

  /// The text of the file at `path`.
  func callAsFunction(_ path: String) throws(EvaluationError) -> String {
    try source.text(at: path, from: importer)
  }
}
