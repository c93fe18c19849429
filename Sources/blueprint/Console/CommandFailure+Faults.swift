import BlueprintEngine
import BlueprintModel

/// The faults of the parts below, as the user is told of them.
extension CommandFailure {
  /// The failure that a store's error means.
  init(store error: StoreError) {
    switch error {
    case .stale(let base, let serial):
      self.init(
        .stale, code: "BP0801",
        "the plan is stale: it was made against state \(base), the deployment is at \(serial)",
        help: ["make a new plan: blueprint plan --out FILE"])
    case .active(let run):
      self.init(
        .locked, code: "BP0802", "the deployment has an unfinished run, \(run)",
        help: ["go on with it: blueprint resume"])
    case .leased(let lease): self.init(lockedBy: lease)
    case .leaseLost, .conflict:
      self.init(
        .locked, code: "BP0802", "another process took the run over",
        help: ["look at it: blueprint runs"])
    case .finished(let run):
      self.init(.failed, code: "BP0927", "run \(run) is finished already")
    case .notFound(let run):
      self.init(
        .notFound, code: "BP0922", "no run is named `\(run)`", help: ["see: blueprint runs"])
    case .newer(let schema, let known):
      self.init(
        .failed, code: "BP0923",
        "the store was written by a newer blueprint (schema \(schema); this one knows \(known))",
        help: ["use the newer program"])
    case .unavailable(let reason):
      self.init(
        .failed, code: "BP0924", "the store cannot be used: \(reason)",
        help: ["check the space, owner and mode of the state directory"])
    case .corrupt(let reason):
      self.init(
        .failed, code: "BP0925", "the store is damaged: \(reason)",
        help: ["keep a copy of the state directory before anything else is done"])
    }
  }

  /// The failure of finding somebody else at work.
  init(lockedBy lease: Lease) {
    self.init(
      .locked, code: "BP0802",
      "the deployment is locked by `\(lease.holder.label)`, process \(lease.holder.process) on "
        + "\(lease.holder.host) (run \(lease.run))",
      help: [
        "wait for it, or pass --lock-timeout 5m to wait here",
        "if its machine is lost, take the lock away: blueprint lock release",
      ])
  }

  /// The failure that a fault of secrets or their keys means.
  init(secret fault: SecretFault) {
    switch fault {
    case .file(let file):
      self.init(
        .secret, code: "BP0710", "the key file `\(file.path)`: \(file.reason)",
        help: ["name another one with BLUEPRINT_KEY_FILE"])
    case .damaged(let path):
      self.init(
        .secret, code: "BP0711", "the key file `\(path)` does not hold a key",
        help: ["bring the right key file back; sealed secrets cannot be opened without it"])
    case .exposed(let path, let mode):
      self.init(
        .secret, code: "BP0714",
        "the key file `\(path)` has the mode \(String(mode, radix: 8)): others could read the secrets",
        help: [
          "close it: chmod 600 \(path)", "if others may have read it: blueprint secret rotate",
        ])
    case .busy(let path):
      self.init(
        .locked, code: "BP0715", "another command changes the secrets, and holds `\(path)`",
        help: ["try again when it has ended"])
    case .otherKey(let name):
      self.init(
        .secret, code: "BP0712", "the secret `\(name)` was sealed under another key",
        help: [
          "name the right key file with BLUEPRINT_KEY_FILE",
          "or give the secret again: blueprint secret set NAME",
          "if the key is lost for good: blueprint secret rotate --forget",
        ])
    }
  }
}
