/// What can be wrong with how files and templates are put together.
enum ComposeProblem: Problem {
  case noTemplate(String, known: [String])
  case noNamespace(String, of: String, known: [String])
  case wrongTemplate(String, holds: String, wanted: String)
  case noParameter(String, template: String, known: [String])
  case missingParameter(String, template: String)
  case withoutTemplate
  case importCircle([String])
  case templateCircle([String])
  case tooManyUses(limit: Int)
  case importsTooDeep(limit: Int)
  case templatesTooDeep(limit: Int)
  case tooLarge(limit: Int)

  var code: String {
    switch self {
    case .noTemplate: "BP0218"
    case .noNamespace: "BP0219"
    case .wrongTemplate: "BP0220"
    case .noParameter: "BP0221"
    case .missingParameter: "BP0222"
    case .withoutTemplate: "BP0118"
    case .importCircle: "BP0403"
    case .templateCircle: "BP0404"
    case .tooManyUses: "BP0119"
    case .importsTooDeep: "BP0154"
    case .templatesTooDeep: "BP0155"
    case .tooLarge: "BP0156"
    }
  }

  var message: String {
    switch self {
    case .noTemplate(let name, _): "no template named `\(name)`"
    case .noNamespace(let namespace, _, _): "nothing is imported as `\(namespace)`"
    case .wrongTemplate(let name, let holds, let wanted):
      "the template `\(name)` makes \(holds), not \(wanted)"
    case .noParameter(let name, let template, _):
      "the template `\(template)` has no parameter `\(name)`"
    case .missingParameter(let name, let template):
      "the template `\(template)` must be given the parameter `\(name)`"
    case .withoutTemplate: "`with` fills the parameters of a template, and none is named"
    case .importCircle(let files):
      "these files import each other: \(NameList.chain(files))"
    case .templateCircle(let names):
      "these templates are built from each other: \(NameList.chain(names))"
    case .tooManyUses(let limit):
      "the templates of this blueprint are used more than \(limit) times"
    case .importsTooDeep(let limit): "files import each other more than \(limit) levels deep"
    case .templatesTooDeep(let limit):
      "templates are built from each other more than \(limit) levels deep"
    case .tooLarge(let limit):
      "with its templates and aliases written out, the blueprint has more than \(limit) nodes"
    }
  }

  var label: String? {
    switch self {
    case .noNamespace(_, let name, _): "`\(name)` is a name of an imported file"
    case .missingParameter(let name, _): "`\(name)` is missing here"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .noTemplate(let name, let known):
      Suggestions.help(for: name, among: known).map { [$0] } ?? []
    case .noNamespace(let name, _, let known):
      [
        Suggestions.help(for: name, among: known)
          ?? "add `imports: {\(name): PATH}` with the path of the file"
      ]
    case .wrongTemplate(_, _, let wanted): ["choose a template that makes \(wanted)"]
    case .noParameter(let name, _, let known):
      [
        Suggestions.help(for: name, among: known)
          ?? (known.isEmpty
            ? "it has no parameters" : "parameters: \(NameList.text(known))")
      ]
    case .missingParameter(let name, _): ["write `with: {\(name): …}`"]
    case .withoutTemplate: ["add `template: NAME`, or leave `with` out"]
    case .importCircle: ["move what both need to a file that imports neither"]
    case .templateCircle: ["write out the body of one of them"]
    case .tooManyUses: []
    case .importsTooDeep: ["import the last file of the chain where it is needed"]
    case .templatesTooDeep: ["write out the body of some of them"]
    case .tooLarge: ["give a machine group a `count` instead of repeating it"]
    }
  }

  var corrections: [Correction] {
    switch self {
    case .noTemplate(let name, let known), .noNamespace(let name, _, let known),
      .noParameter(let name, _, let known):
      Correction.spelling(of: name, among: known)
    default: []
    }
  }
}
