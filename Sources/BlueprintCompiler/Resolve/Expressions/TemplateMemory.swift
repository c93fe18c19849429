import BlueprintExpressions

/// The templates of one compilation that were read already. Blueprints say the same thing many
/// times, and what a text means does not depend on where it stands.
final class TemplateMemory {
  /// More texts than this differ; remembering them would only take memory.
  private static let limit = 10_000
  private var templates: [String: Template] = [:]

  /// What `text` means.
  func template(parsing text: String) throws(ExpressionSyntaxErrors) -> Template {
    if let known = templates[text] { return known }
    let template = try Template(parsing: text)
    if templates.count < Self.limit { templates[text] = template }
    return template
  }
}
