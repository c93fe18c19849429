/// What `blueprint explain CODE` tells.
public struct CatalogueEntry: Sendable, Hashable {
  /// The code, `BP` and four digits.
  public let code: String
  /// The mistake, in a few words.
  public let title: String
  /// Why it is a mistake and what to do, in sentences.
  public let explanation: String
  /// A part of a blueprint with the mistake.
  public let bad: String
  /// The same part without it.
  public let good: String

  init(_ code: String, _ title: String, _ explanation: String, bad: String, good: String) {
    self.code = code
    self.title = title
    self.explanation = explanation
    self.bad = bad
    self.good = good
  }
}

/// All diagnostics of the compiler. Each pass keeps its part of the table beside its problems.
public enum DiagnosticCatalogue {
  /// The entries by code.
  public static var entries: [CatalogueEntry] {
    ParseProblem.catalogue + DecodeProblem.catalogue + ReferenceProblem.catalogue
      + TypeProblem.catalogue + GraphProblem.catalogue + ProviderProblem.catalogue
      + SecretProblem.catalogue
  }

  /// The entry of `code`, in any case of letters; nil if there is none.
  public static func entry(of code: String) -> CatalogueEntry? {
    let wanted = code.uppercased()
    return entries.first { $0.code == wanted }
  }
}
