import BlueprintModel
import Subprocess

/// How a command ended and what it said.
struct Finished: CustomStringConvertible {
  /// The command line, for messages.
  let command: String
  /// The exit status; a signal counts from 128.
  let status: Int
  /// Standard output.
  let out: String
  /// Standard error.
  let err: String

  /// Standard output and error.
  var all: String { out + err }
  /// Standard output as JSON.
  var json: Value {
    get throws { try Value(jsonText: out) }
  }

  var description: String { "\(command) → \(status)\n\(out)--\n\(err)" }
}

extension TerminationStatus {
  /// The status as a shell tells it.
  var shellStatus: Int {
    switch self {
    case .exited(let code): Int(code)
    case .signaled(let signal): 128 + Int(signal)
    }
  }
}
