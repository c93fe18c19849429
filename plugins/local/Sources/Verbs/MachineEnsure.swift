import BlueprintModel
import Hosts
import ProviderKit

/// `machine.ensure {name, specification: {volumes?, …}}`: makes the machine's directories and
/// takes its address. Volumes are directories below the root at their mount paths.
struct MachineEnsure: LocalVerb {
  private let call: VerbCall
  private let name: String
  private let mounts: [String]
  private let directory: StateDirectory

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    name = try input.fileName("name")
    directory = try call.directory()
    let nested = try input.optional("specification", "a map", \.map)?["volumes"]
    mounts = try Self.mounts(of: nested ?? input.value("volumes") ?? .null, input)
  }

  private static func mounts(of volumes: Value, _ input: InputReader) throws(Failure) -> [String] {
    let entries: [Value]
    switch volumes {
    case .null: return []
    case .map(let map): entries = map.map(\.value)
    case .list(let list): entries = list
    default: throw input.mistake(at: "volumes", "expected a map, found a \(volumes.kind)")
    }
    return try entries.map { entry throws(Failure) in
      guard let path = entry["mount"]?.string ?? entry["path"]?.string ?? entry.string else {
        throw input.mistake(at: "volumes", "a volume has no `mount`")
      }
      return path
    }
  }

  func perform() async throws(Failure) -> Outcome {
    let home = try directory.home(of: call.action.address, in: call.action.deployment)
    let address = try address(of: home)
    let machine = LocalMachine(home: home, address: address)
    let folders = try mounts.map { mount throws(Failure) in
      try machine.resolve(mount.hasPrefix("/") ? mount : "/\(mount)", in: "")
    }
    try Failure.catching { () throws(HostError) in
      try DirectoryTree.make(directory.path, mode: 0o700)
      for folder in [home, machine.state] { try DirectoryTree.make(folder, mode: 0o700) }
      for folder in [machine.root] + folders { try DirectoryTree.make(folder, mode: 0o755) }
    }
    return .done(
      handle: ["directory": .string(home), "address": .string(address)],
      outputs: machine.outputs(name: name))
  }

  /// The address that the machine had before, or a new one.
  private func address(of home: String) throws(Failure) -> String {
    try Failure.catching { () throws(HostError) in
      let book = directory.addresses
      if let known = call.context.prior?["address"]?.string,
        try book.owner(of: known) == home
      {
        return known
      }
      return try book.take(for: home)
    }
  }
}
