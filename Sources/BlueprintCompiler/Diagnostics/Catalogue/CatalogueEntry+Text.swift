extension CatalogueEntry {
  /// The page for a terminal, without an end of line.
  public var text: String {
    """
    \(code): \(title)

    \(explanation)

    Wrong:

    \(Self.indented(bad))

    Right:

    \(Self.indented(good))
    """
  }

  /// The page in Markdown without its heading, without an end of line.
  public var markdown: String {
    """
    \(explanation)

    Wrong:

    ```\(form.rawValue)
    \(bad)
    ```

    Right:

    ```\(form.rawValue)
    \(good)
    ```
    """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
