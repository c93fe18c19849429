/// What can be wrong with the order of things.
enum GraphProblem: Problem {
  case needsCycle([String])
  case localsCycle([String])
  case contradiction(String, String)
  case placedByItself(String, key: String)
  case tooFewMachines(String, count: Int, domain: String, wanted: Int)

  var code: String {
    switch self {
    case .needsCycle: "BP0401"
    case .localsCycle: "BP0402"
    case .contradiction, .placedByItself: "BP0405"
    case .tooFewMachines: "BP0406"
    }
  }

  var message: String {
    switch self {
    case .needsCycle(let names): "these need each other: \(NameList.chain(names))"
    case .localsCycle(let names):
      "these locals are built from each other: \(NameList.chain(names))"
    case .contradiction(let group, let other):
      "`\(group)` cannot be placed: it must be apart from `\(other)`, and with it"
    case .placedByItself(let group, let key): "`\(key)` of `\(group)` names the group itself"
    case .tooFewMachines(let group, let count, let domain, let wanted):
      "`\(group)` cannot be placed: \(count) machines do not fill \(wanted) domains (`\(domain)`)"
    }
  }

  var help: [String] {
    switch self {
    case .needsCycle: ["break the circle: remove one of these needs or references"]
    case .localsCycle: ["give one of them a value of its own"]
    case .contradiction: ["remove one of the two rules"]
    case .placedByItself:
      ["name another group; `spread` says how the group's own machines are placed"]
    case .tooFewMachines(_, let count, _, let wanted):
      ["give the group a `count` of \(wanted) or more, or a `min_domains` of \(count) or less"]
    }
  }
}
