/// What can be wrong with the order of things.
enum GraphProblem: Problem {
  case needsCycle([String])
  case localsCycle([String])

  var code: String {
    switch self {
    case .needsCycle: "BP0401"
    case .localsCycle: "BP0402"
    }
  }

  var message: String {
    switch self {
    case .needsCycle(let names): "these need each other: \(names.joined(separator: " -> "))"
    case .localsCycle(let names):
      "these locals are built from each other: \(names.joined(separator: " -> "))"
    }
  }

  var help: [String] {
    switch self {
    case .needsCycle: ["break the circle: remove one of these needs or references"]
    case .localsCycle: ["give one of them a value of its own"]
    }
  }
}
