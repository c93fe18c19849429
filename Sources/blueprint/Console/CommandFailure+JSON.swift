import BlueprintModel

extension CommandFailure {
  /// What a program is told of the failure on standard output; nil if the command has told of it
  /// there itself.
  var json: Value? {
    guard let first = diagnostics.first(where: { $0.severity == .error }) else {
      return exitCode == .declined ? failure(code: nil, "the answer was no") : nil
    }
    return failure(code: first.code, first.message)
  }

  /// The end of an event stream that is cut short by the failure, which is `json`.
  func summary(_ json: Value) -> Value {
    var map = json.map ?? [:]
    map["exit_code"] = .integer(Int(exitCode.rawValue))
    return .map(map)
  }

  private func failure(code: String?, _ message: String) -> Value {
    var error: ValueMap = [
      "kind": .string(exitCode.name), "message": .string(message),
      "exit_code": .integer(Int(exitCode.rawValue)),
    ]
    if let code { error["code"] = .string(code) }
    return ["error": .map(error), "diagnostics": .list(diagnostics.map(\.json))]
  }
}

extension ExitCode {
  /// The status as a word, for programs.
  var name: String {
    switch self {
    case .notFound: "not_found"
    default: "\(self)"
    }
  }
}
