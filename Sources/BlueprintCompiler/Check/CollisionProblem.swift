/// What can be wrong with things that want the same place on a machine, and with text that no
/// machine can take.
enum CollisionProblem: Problem {
  case nul(String)
  case sameFile(String, other: String)
  case fileIsDirectory(String, inner: String)
  case samePort(Int, endpoint: String, other: String, group: String)

  var code: String {
    switch self {
    case .nul: "BP0150"
    case .sameFile: "BP0151"
    case .fileIsDirectory: "BP0152"
    case .samePort: "BP0153"
    }
  }

  var message: String {
    switch self {
    case .nul(let slot):
      "\(slot.contains(" ") ? slot : "`\(slot)`") holds the character NUL, which ends every text"
    case .sameFile(let path, let other) where path == other: "the file `\(path)` is there twice"
    case .sameFile(let path, let other): "`\(path)` and `\(other)` are the same file"
    case .fileIsDirectory(let path, let inner):
      "`\(path)` is a file, and `\(inner)` needs a directory there"
    case .samePort(let port, let endpoint, let other, let group):
      "port \(port) of `\(endpoint)` is already that of `\(other)` on `\(group)`"
    }
  }

  var help: [String] {
    switch self {
    case .nul: ["leave `\\0` out; write binary content as Base64 and decode it in a step"]
    case .sameFile: ["keep one of the two"]
    case .fileIsDirectory: ["give one of the two another path"]
    case .samePort:
      ["give one of the two another port, or put the services on different machine groups"]
    }
  }
}
