import BlueprintModel

extension MachineGroup {
  /// The addresses of the group's machines, in order.
  public var addresses: [ResourceAddress] {
    indices.map { InstanceAddress.machine(name, $0) }
  }

  /// The addresses of `service`'s instances on the group's machines, in order.
  public func addresses(of service: Service) -> [ResourceAddress] {
    indices.map { InstanceAddress.service(service.name, $0) }
  }
}
