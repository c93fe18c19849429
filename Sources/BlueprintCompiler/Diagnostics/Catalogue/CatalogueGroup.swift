/// The codes with the same first digits: what they are about.
public enum CatalogueGroup: String, CaseIterable, Sendable {
  case text = "BP00"
  case shape = "BP01"
  case names = "BP02"
  case values = "BP03"
  case order = "BP04"
  case rules = "BP05"
  case targets = "BP06"
  case secrets = "BP07"
  case operations = "BP08"
  case program = "BP09"

  /// What they are about, as a heading.
  public var title: String {
    switch self {
    case .text: "The text"
    case .shape: "Keys and their values"
    case .names: "Names that refer to something"
    case .values: "Expressions, types and inputs"
    case .order: "Order"
    case .rules: "Rules"
    case .targets: "Targets and providers"
    case .secrets: "Secrets"
    case .operations: "Operations"
    case .program: "Runs, state and the command line"
    }
  }

  /// The entries of the group, by code.
  public var entries: [CatalogueEntry] {
    DiagnosticCatalogue.entries.filter { $0.code.hasPrefix(rawValue) }
  }
}

extension DiagnosticCatalogue {
  /// All entries as a page of Markdown: `docs/reference/diagnostics.md`.
  public static var markdown: String {
    var text = """
      # Diagnostics

      Every message that `blueprint` prints has a code. `blueprint explain CODE` prints its entry;
      `blueprint explain --all` printed this page.

      """
    for group in CatalogueGroup.allCases where !group.entries.isEmpty {
      text += "\n## \(group.title)\n"
      for entry in group.entries {
        text += "\n### \(entry.code): \(entry.title)\n\n\(entry.markdown)\n"
      }
    }
    return text
  }
}
