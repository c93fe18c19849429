import BlueprintModel
import Hosts
import ProviderKit

/// One call of a verb, with what every verb needs.
struct VerbCall: Sendable {
  let action: Action
  let context: ActionContext
  let host: LocalHost
  let defaultDirectory: String?
  let abandonment: Abandonment
  let log: @Sendable (String) -> Void

  /// The input.
  func input() throws(Failure) -> InputReader { try InputReader(action.input) }

  /// The directory of all machines of the target.
  func directory() throws(Failure) -> StateDirectory {
    let settings = try InputReader(action.target.settings)
    if settings.value("directory") == nil, let defaultDirectory {
      return StateDirectory(path: defaultDirectory)
    }
    return StateDirectory(path: try settings.absolutePath("directory"))
  }

  /// The machine that the input's `host` tells of.
  func machine() throws(Failure) -> LocalMachine {
    let input = try input()
    let home = try input.reader("host").absolutePath("home")
    let address = try input.reader("host").string("address")
    guard try directory().contains(home) else {
      throw input.mistake(at: "host.home", "`\(home)` is not a machine of this target")
    }
    return LocalMachine(home: home, address: address)
  }

  /// The environment of everything that runs for this call on `machine`: `given`, which wins,
  /// over what is always there.
  func environment(
    _ given: [String: String], on machine: LocalMachine
  ) -> [String: String] {
    let common = [
      "PATH": LocalHost.defaultPath, "HOME": machine.home, "LANG": "C.UTF-8",
      "BLUEPRINT_DEPLOYMENT": action.deployment, "BLUEPRINT_ADDRESS": action.address,
      "BLUEPRINT_MACHINE": machine.home,
    ]
    return common.merging(given) { $1 }
  }
}

extension InputReader {
  /// The optional map of texts `key`; numbers and truth values become their text.
  func environment(_ key: String) throws(Failure) -> [String: String] {
    try optional(key, "a map of strings") { value in
      guard let map = value.map else { return nil }
      var variables: [String: String] = [:]
      for (name, value) in map {
        switch value {
        case .string(let text): variables[name] = text
        case .integer, .number, .boolean: variables[name] = value.canonicalJSON
        case .duration(let span): variables[name] = span.blueprintText
        case .size(let size): variables[name] = size.description
        case .null: continue
        case .list, .map: return nil
        }
      }
      return variables
    } ?? [:]
  }

  /// The optional number of milliseconds `key`.
  func milliseconds(_ key: String) throws(Failure) -> Duration? {
    try optional(key, "a number of milliseconds") { value in
      value.integer.flatMap { $0 >= 0 ? .milliseconds($0) : nil }
    }
  }

  /// The required port `key`.
  func port(_ key: String) throws(Failure) -> Int {
    try required(key, "a port from 1 to 65535") { value in
      value.integer.flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
  }

  /// The required name `key`, which becomes part of a path.
  func fileName(_ key: String) throws(Failure) -> String {
    let name = try string(key)
    guard !name.isEmpty, !name.contains("/"), !name.hasPrefix("."), !name.utf8.contains(0) else {
      throw mistake(at: key, "`\(name)` cannot be a name")
    }
    return name
  }

  /// The readers of the optional list of maps `key`.
  func readers(_ key: String) throws(Failure) -> [InputReader] {
    guard let list = try optional(key, "a list", \.list) else { return [] }
    return try list.map { element throws(Failure) in try InputReader(element) }
  }
}
