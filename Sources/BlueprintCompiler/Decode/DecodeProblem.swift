/// What can be wrong with the shape of a blueprint.
enum DecodeProblem: Problem {
  case unknownKey(String, construct: String, known: [String], present: [String] = [])
  case missingKey(String, construct: String)
  case wrongKind(String, wanted: String, found: String, corrections: [Correction] = [])
  case notAMap(construct: String, found: String)
  case notADuration(String, text: String)
  case notASize(String, text: String)
  case badName(String, construct: String, NamePattern)
  case notSupported(String)
  case notOneOf(String, text: String, choices: [String])
  case outOfRange(String, wanted: String)
  case notExactlyOne(construct: String, choices: [String], found: [String])
  case languageVersion(String)
  case booleanWord(String, word: String, meaning: Bool)
  case noProfile(String, known: [String])
  case leadingZero(String)
  case badConstraint(String, type: String)
  case badPattern(String)
  case escapingPath(String)
  case expression(String)
  case badPackage(String)
  case badVariable(String)
  case badCron(String, reason: String)

  var code: String {
    switch self {
    case .unknownKey: "BP0101"
    case .missingKey: "BP0102"
    case .wrongKind, .notAMap: "BP0103"
    case .notADuration: "BP0104"
    case .notASize: "BP0105"
    case .badName, .badPackage, .badVariable: "BP0106"
    case .notSupported: "BP0107"
    case .notOneOf: "BP0108"
    case .outOfRange: "BP0109"
    case .notExactlyOne: "BP0110"
    case .languageVersion: "BP0111"
    case .booleanWord: "BP0112"
    case .noProfile: "BP0113"
    case .leadingZero: "BP0114"
    case .badConstraint, .badPattern: "BP0115"
    case .escapingPath: "BP0116"
    case .expression: "BP0117"
    case .badCron: "BP0120"
    }
  }

  var message: String {
    switch self {
    case .unknownKey(let key, let construct, _, _): "\(construct) has no key `\(key)`"
    case .missingKey(let key, let construct): "\(construct) needs the key `\(key)`"
    case .wrongKind(let key, let wanted, let found, _): "`\(key)` must be \(wanted), not \(found)"
    case .notAMap(let construct, let found): "\(construct) must be a map, not \(found)"
    case .notADuration(let key, let text): "`\(key)` must be a duration, not `\(text)`"
    case .notASize(let key, let text): "`\(key)` must be a size, not `\(text)`"
    case .badName("", let construct, _): "\(construct) must have a name"
    case .badName(let name, let construct, _): "`\(name)` is not a name for \(construct)"
    case .notSupported(let key): "`\(key)` is not supported by this version"
    case .notOneOf(let key, let text, _): "`\(key)` cannot be `\(text)`"
    case .outOfRange(let key, let wanted): "`\(key)` must be \(wanted)"
    case .notExactlyOne(let construct, let choices, _):
      "\(construct) has exactly one of \(Self.list(choices))"
    case .languageVersion(let text): "this program does not know language version `\(text)`"
    case .booleanWord(let key, let word, _): "`\(key)` must be a boolean, not `\(word)`"
    case .noProfile(let name, _): "no profile is named `\(name)`"
    case .leadingZero(let text): "the number `\(text)` starts with a zero"
    case .badConstraint(let key, let type): "an input of type `\(type)` cannot have `\(key)`"
    case .badPattern: "`pattern` is not a regular expression"
    case .expression(let key): "`\(key)` cannot hold an expression"
    case .badPackage(""): "the name of a package is missing"
    case .badPackage(let name): "`\(name)` is not the name of a package"
    case .badVariable(let name): "`\(name)` is not the name of an environment variable"
    case .escapingPath(""): "the path is empty"
    case .badCron(let text, let reason): "`\(text)` is not a time for `cron`: \(reason)"
    case .escapingPath(let path): "the path `\(path)` leads out of its folder"
    }
  }

  var label: String? {
    switch self {
    case .unknownKey: "unknown key"
    case .missingKey(let key, _): "`\(key)` is missing here"
    case .notExactlyOne(_, _, let found):
      found.isEmpty ? "none is here" : "here are \(Self.list(found))"
    case .notSupported: "part of the language, not of this version"
    case .leadingZero: "some programs read this as octal"
    case .badPattern(let reason): reason
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .unknownKey(let key, _, let known, _):
      [Suggestions.help(for: key, among: known) ?? "known keys: \(known.joined(separator: ", "))"]
    case .wrongKind(_, _, _, let corrections) where !corrections.isEmpty:
      Correction.help(corrections)
    case .wrongKind(_, "a list", let found, _) where found != "a map": ["write `[…]` also for one"]
    case .wrongKind(_, "a list", _, _): ["start each element with `- `, also a single one"]
    case .notADuration(_, let text):
      [
        Correction.help(MeantValue.duration(text)).first
          ?? "write a whole number and a unit: `500ms 30s 10m 2h`"
      ]
    case .notASize(_, let text):
      [
        Correction.help(MeantValue.size(text)).first
          ?? "write a whole number and a unit: `512MiB`, `20GiB`"
      ]
    case .badName(_, _, let pattern): [pattern.help]
    case .notOneOf(_, let text, let choices):
      [Suggestions.help(for: text, among: choices) ?? "choose one of \(Self.list(choices))"]
    case .languageVersion: ["write `blueprint: 1`"]
    case .booleanWord(_, _, let meaning): ["write `\(meaning)`"]
    case .noProfile(let name, let known): [Self.profileHelp(name, known)]
    case .leadingZero(let text):
      Correction.help(MeantValue.withoutLeadingZero(text))
    case .escapingPath(""): ["write where the file is to be, for example `etc/app.conf`"]
    case .escapingPath: ["write a path without `..`"]
    case .expression: ["write the value itself; a profile can replace it"]
    case .badCron: ["write minute, hour, day, month and day of the week: `0 2 * * *`"]
    case .badPackage: ["write a name and, if need be, a pin: `nginx=1.22*`"]
    case .badVariable: ["use letters, digits and `_`; do not start with a digit"]
    default: []
    }
  }

  var corrections: [Correction] {
    switch self {
    case .unknownKey(let key, _, let known, let present):
      Correction.spelling(of: key, among: known).filter { !present.contains($0.text) }
    case .wrongKind(_, _, _, let corrections): corrections
    case .notADuration(_, let text): MeantValue.duration(text)
    case .notASize(_, let text): MeantValue.size(text)
    case .notOneOf(_, let text, let choices): Correction.spelling(of: text, among: choices)
    case .languageVersion(let text):
      ["1.0", "v1", "v1.0"].contains(text)
        ? [.replace(text, with: "1", isCertain: true)] : text == "1" ? [.unquote(text)] : []
    case .booleanWord(_, let word, let meaning): MeantValue.boolean(word, meaning)
    case .leadingZero(let text): MeantValue.withoutLeadingZero(text)
    default: []
    }
  }

  private static func list(_ names: [String]) -> String {
    NameList.text(names)
  }

  private static func profileHelp(_ name: String, _ known: [String]) -> String {
    if let help = Suggestions.help(for: name, among: known) { return help }
    return known.isEmpty ? "this blueprint has no profiles" : "profiles: \(list(known))"
  }
}
