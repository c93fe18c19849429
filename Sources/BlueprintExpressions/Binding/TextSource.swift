/// Where the texts of files come from.
public protocol TextSource: AnyObject {
  /// The text of the file at `path`, seen from the file `importer`.
  ///
  /// - Throws: an error of the kind `unreadableFile` that names the path, with the cause.
  func text(at path: String, from importer: String) throws(EvaluationError) -> String
}
