/// How a secret can end up where others see it.
enum SecretProblem: Problem {
  case exposed(String)
  case readableFile(mode: Int)

  var code: String {
    switch self {
    case .exposed: "BP0701"
    case .readableFile: "BP0702"
    }
  }

  var message: String {
    switch self {
    case .exposed(let slot):
      "a secret must not be part of \(slot.contains(" ") ? slot : "`\(slot)`")"
    case .readableFile(let mode):
      "a file with a secret must not have the mode 0\(String(mode, radix: 8))"
    }
  }

  var label: String? {
    switch self {
    case .exposed: "this is built from a secret input"
    case .readableFile: "others could read the secret"
    }
  }

  var help: [String] {
    switch self {
    case .exposed(let slot) where slot.hasPrefix("the output"):
      ["write `secret: true` beside `value`: it is shown only when asked for"]
    case .exposed:
      ["pass it by `env` and read the variable, or put it in a file: both stay private"]
    case .readableFile: ["write `0600`, or leave `mode` out"]
    }
  }
}
