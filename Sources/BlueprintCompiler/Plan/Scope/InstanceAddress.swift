import BlueprintModel

/// The addresses of a group's or service's members.
enum InstanceAddress {
  /// `machines.web[2]`, or `machines.db` for a single machine.
  static func machine(_ group: String, _ index: Int?) -> ResourceAddress {
    address("machines." + group, index)
  }

  /// `services.web[2]`, or `services.db` on a single machine.
  static func service(_ name: String, _ index: Int?) -> ResourceAddress {
    address("services." + name, index)
  }

  private static func address(_ base: String, _ index: Int?) -> ResourceAddress {
    ResourceAddress(index.map { base + "[" + String($0) + "]" } ?? base)
  }
}

extension MachineGroup {
  /// The indices of the members: nil alone for a single machine.
  var indices: [Int?] { count.map { (0..<$0).map(Optional.some) } ?? [nil] }
}

extension ResourceAddress {
  /// A part of this instance: `services.web[0].files`.
  func part(_ name: String) -> ResourceAddress { ResourceAddress(description + "." + name) }

  /// The step `name` of this resource.
  func step(_ name: String) -> StepID { StepID(description + "/" + name) }

  /// The instance that a part belongs to: `services.web[0]` of `services.web[0].files`; itself
  /// for an instance.
  var instance: ResourceAddress {
    let pieces = description.split(separator: ".", omittingEmptySubsequences: false)
    return ResourceAddress(pieces.prefix(2).joined(separator: "."))
  }

  /// The group of the instance: `services.web` of `services.web[0].files`.
  var group: ResourceAddress {
    ResourceAddress(String(instance.description.prefix { $0 != "[" }))
  }
}
