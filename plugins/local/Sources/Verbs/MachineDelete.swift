import BlueprintModel
import Hosts

/// `machine.delete`: stops everything that runs on the machine, removes its directory and gives
/// its address back.
struct MachineDelete: LocalVerb {
  private let call: VerbCall
  private let directory: StateDirectory
  private let machine: LocalMachine

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    directory = try call.directory()
    let home = try directory.home(of: call.action.address, in: call.action.deployment)
    let known = call.context.prior?["directory"]?.string ?? home
    guard directory.contains(known) else {
      throw Failure(
        .permanent, code: "bad_handle", "`\(known)` is not a machine of this target", changed: .no)
    }
    machine = LocalMachine(
      home: known, address: call.context.prior?["address"]?.string ?? "")
  }

  func perform() async throws(Failure) -> Outcome {
    try await Failure.catching { () async throws(HostError) in
      let services = machine.services(on: call.host)
      for name in try machine.serviceNames() {
        try await services.remove(
          name, term: call.context.term, stoppingWithin: .seconds(30))
      }
      try await MachineProcesses(machine: machine).end(grace: .seconds(5))
      try DirectoryTree.remove(machine.home)
      let address =
        try machine.address.isEmpty
        ? directory.addresses.expected(for: machine.home) : machine.address
      try directory.addresses.free(address, of: machine.home)
    }
    return .done(handle: nil, outputs: [:])
  }
}
