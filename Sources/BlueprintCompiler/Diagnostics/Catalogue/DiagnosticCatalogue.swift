/// All diagnostics of the program. Each pass of the compiler keeps its part of the table beside its
/// problems.
public enum DiagnosticCatalogue {
  /// The entries by code.
  public static var entries: [CatalogueEntry] {
    let parts = [
      ParseProblem.catalogue, DecodeProblem.catalogue, StepProblem.catalogue,
      ComposeProblem.catalogue, ReferenceProblem.catalogue, StepReferenceProblem.catalogue,
      TypeProblem.catalogue, StepTypeProblem.catalogue, GraphProblem.catalogue,
      CallProblem.catalogue, ActionProblem.catalogue,
      CollisionProblem.catalogue, LimitProblem.catalogue, PolicyProblem.catalogue,
      ProviderProblem.catalogue, SecretProblem.catalogue, TestProblem.catalogue,
      TargetCatalogue.entries,
      SecretKeyCatalogue.entries, SecretCatalogue.entries, OperationCatalogue.entries,
      StateCatalogue.entries, CommandCatalogue.entries, RunCatalogue.entries,
    ]
    return parts.flatMap(\.self).sorted { $0.code < $1.code }
  }

  /// The entry of `code`, in any case of letters; nil if there is none.
  public static func entry(of code: String) -> CatalogueEntry? {
    let wanted = code.uppercased()
    return entries.first { $0.code == wanted }
  }
}
