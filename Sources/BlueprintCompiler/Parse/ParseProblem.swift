/// What can be wrong with a text before anybody asks what it means.
enum ParseProblem: Problem {
  /// libyaml's own complaint.
  case syntax(String)
  case notUTF8
  case forbiddenCharacter(UInt32)
  case duplicateKey(String)
  case tag(String)
  case severalDocuments
  case tooDeep(limit: Int)
  case tooManyNodes(limit: Int)
  case unknownAlias(String, known: [String])
  case aliasOfItself(String)
  case emptyDocument
  case keyNotText
  case mergeKey
  case tooLarge(limit: Int)

  var code: String {
    switch self {
    case .syntax: "BP0001"
    case .notUTF8: "BP0002"
    case .forbiddenCharacter: "BP0003"
    case .duplicateKey: "BP0004"
    case .tag: "BP0005"
    case .severalDocuments: "BP0006"
    case .tooDeep: "BP0007"
    case .tooManyNodes: "BP0008"
    case .unknownAlias, .aliasOfItself: "BP0009"
    case .emptyDocument: "BP0010"
    case .keyNotText: "BP0011"
    case .mergeKey: "BP0012"
    case .tooLarge: "BP0013"
    }
  }

  var message: String {
    switch self {
    case .syntax(let problem): "this is not YAML: \(problem)"
    case .notUTF8: "the file is not UTF-8"
    case .forbiddenCharacter(let scalar):
      "the character U+\(Self.hexadecimal(scalar)) is not allowed in YAML"
    case .duplicateKey(let key): "the key `\(key)` is there twice"
    case .tag(let tag): "the tag `\(Self.short(tag))` is not part of the language"
    case .severalDocuments: "a blueprint is one YAML document"
    case .tooDeep(let limit): "lists and maps are nested deeper than \(limit) levels"
    case .tooManyNodes(let limit): "the aliases of this file expand to more than \(limit) nodes"
    case .unknownAlias(let name, _): "no anchor is named `\(name)`"
    case .aliasOfItself(let name): "the anchor `\(name)` contains itself"
    case .emptyDocument: "the file holds no blueprint"
    case .keyNotText: "a key must be text"
    case .mergeKey: "merge keys (`<<`) are not part of the language"
    case .tooLarge(let limit): "the file is larger than \(limit) MiB"
    }
  }

  var label: String? {
    switch self {
    case .duplicateKey: "the second one"
    case .severalDocuments: "a second document starts here"
    case .keyNotText: "this is a list or a map"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .syntax(let problem): Self.syntaxHelp(problem)
    case .notUTF8: ["save the file as UTF-8"]
    case .forbiddenCharacter(0): ["is this a text file?"]
    case .tag: ["leave the tag out; quote text that looks like a number"]
    case .severalDocuments: ["leave out the `---` line, or keep each blueprint in its own file"]
    case .emptyDocument: ["start with `blueprint: 1` and `name: …`"]
    case .keyNotText: ["quote a key that starts with `{` or `[`"]
    case .unknownAlias(let name, let known):
      [Suggestions.help(for: name, among: known) ?? "mark a value further up with `&\(name)`"]
    case .mergeKey: ["use an alias for a whole value, or a profile for variants"]
    default: []
    }
  }

  var corrections: [Correction] {
    guard case .unknownAlias(let name, let known) = self else { return [] }
    return Correction.aliases(of: name, among: known)
  }

  /// A tag as the author wrote it.
  private static func short(_ tag: String) -> String {
    let prefix = "tag:yaml.org,2002:"
    return tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
  }

  private static func hexadecimal(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func syntaxHelp(_ problem: String) -> [String] {
    switch problem {
    case "mapping values are not allowed in this context":
      [
        "quote text that holds `: `, also an expression",
        "check that the line is not indented too far",
      ]
    case "found character that cannot start any token":
      ["indent with spaces, not tabs", "quote text that starts with `@`, `` ` `` or `%`"]
    case "did not find expected key", "did not find expected '-' indicator":
      ["check the indentation of this line against the lines above"]
    case "could not find expected ':'": ["write `key: value`, with a space after the colon"]
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      ["close the bracket", "quote text that holds brackets or braces, also an expression"]
    case "did not find expected node content": ["write the value that is missing here"]
    case "found unknown escape character":
      ["write `\\\\` for a backslash in double quotes, or use single quotes"]
    case "found unknown directive name": ["leave the line with `%` out"]
    case "did not find expected <document start>":
      ["a blueprint is one document: leave the line with `...` out"]
    case "found unexpected end of stream": ["close the quote or bracket"]
    default: []
    }
  }
}
