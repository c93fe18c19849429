import BlueprintModel

/// What the client can do, as far as it matters.
struct ClientAbilities: Sendable, Hashable {
  /// Whether edits may say the version that they are made for.
  var versionedEdits = false
  /// Whether symbols may be a tree.
  var symbolTrees = false
  /// Whether a definition may say what it was asked from.
  var definitionLinks = false
  /// Whether hovers may be Markdown.
  var markdown = false
  /// Whether code actions may carry their edits.
  var codeActionLiterals = false

  init() {}

  /// The abilities that `capabilities` tells.
  init(_ capabilities: Value) {
    let text = capabilities["textDocument"] ?? .null
    versionedEdits =
      capabilities["workspace"]?["workspaceEdit"]?["documentChanges"]?.boolean ?? false
    symbolTrees =
      text["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.boolean ?? false
    definitionLinks = text["definition"]?["linkSupport"]?.boolean ?? false
    markdown = text["hover"]?["contentFormat"]?.list?.contains("markdown") ?? false
    codeActionLiterals = text["codeAction"]?["codeActionLiteralSupport"] != nil
  }
}
