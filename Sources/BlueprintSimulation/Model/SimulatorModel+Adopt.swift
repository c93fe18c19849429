import BlueprintModel

extension SimulatorModel {
  /// Makes a world of what a deployment's state records: its machines are there, and its services
  /// run and are healthy.
  mutating func adopt(_ resources: [Resource], at now: Timestamp) {
    for resource in resources {
      let address = resource.address.description
      if let home = resource.outputs["home"]?.string {
        world.machines[address] = SimulatedMachine(
          address: address, home: home, network: resource.outputs["address"]?.string ?? "",
          labels: [:])
        world.homes[home] = address
        world.networks[resource.outputs["address"]?.string ?? ""] = address
      }
    }
    for resource in resources where resource.address.isServiceInstance {
      guard let machine = resource.uses.first?.description, world.machines[machine] != nil else {
        continue
      }
      let address = resource.address.description
      world.place(SimulatedService(machine: machine, name: address), at: address)
      world.start(address, healthy: now)
    }
  }

  /// The fewest healthy instances of each service.
  func lowestAvailability(from start: Timestamp, to end: Timestamp) -> [String: Int] {
    world.availability.lowest(from: start, to: end)
  }
}

extension ResourceAddress {
  /// Whether it is that of a service instance, and not of a part of one.
  fileprivate var isServiceInstance: Bool {
    description.hasPrefix("services.") && description.split(separator: ".").count == 2
  }
}
