import BlueprintModel
import Hosts

/// `machine.observe`: tells whether the machine is there.
struct MachineObserve: LocalVerb {
  private let call: VerbCall
  private let home: String
  private let directory: StateDirectory

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    directory = try call.directory()
    let expected = try directory.home(of: call.action.address, in: call.action.deployment)
    home = call.context.prior?["directory"]?.string ?? expected
  }

  func perform() async throws(Failure) -> Outcome {
    guard DirectoryTree.kind(of: home) == .directory else {
      return .done(handle: nil, outputs: ["state": "absent"])
    }
    let expected = try Failure.catching { () throws(HostError) in
      try directory.addresses.expected(for: home)
    }
    let address = call.context.prior?["address"]?.string ?? expected
    return .done(handle: nil, outputs: ["state": "present", "address": .string(address)])
  }
}
