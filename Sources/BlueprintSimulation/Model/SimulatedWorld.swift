import BlueprintModel

/// What is real in a simulation.
struct SimulatedWorld: Sendable, Hashable {
  /// Machines by address.
  var machines: [String: SimulatedMachine] = [:]
  /// The address of each machine by its home.
  var homes: [String: String] = [:]
  /// The address of each machine by its network address.
  var networks: [String: String] = [:]
  /// Service instances by address.
  var services: [String: SimulatedService] = [:]
  /// The addresses of the services of each machine.
  var servicesByMachine: [String: Set<String>] = [:]
  /// Files by the address that placed them.
  var files: [String: Set<String>] = [:]
  /// Complete backups, as `repository/id`.
  var backups: Set<String> = []
  /// The machines that write to each volume.
  var writers: [String: Set<String>] = [:]
  /// The sizes that volumes were given.
  var volumeSizes: [String: String] = [:]
  /// What must never be, in the order in which it was found.
  var violations: [String] = []
  /// When each instance was healthy.
  var availability = AvailabilityLog()

  /// The machine that an input's `host` tells of.
  func machine(of input: Value) -> SimulatedMachine? {
    guard let home = input["host"]?["home"]?.string, let address = homes[home] else { return nil }
    return machines[address]
  }

  // MARK: services

  /// Starts a service: it is healthy at `healthy`, or never.
  mutating func start(_ address: String, healthy: Timestamp?) {
    guard var service = services[address] else { return }
    service.isRunning = true
    service.starts += 1
    service.healthyFrom = healthy
    services[address] = service
    if let healthy, machines[service.machine]?.isAlive != false {
      availability.open(address, at: healthy)
    }
  }

  /// Stops a service.
  mutating func stop(_ address: String, at now: Timestamp) {
    services[address]?.isRunning = false
    services[address]?.healthyFrom = nil
    availability.close(address, at: now)
  }

  /// Writes a service down on its machine.
  mutating func place(_ service: SimulatedService, at address: String) {
    if let old = services[address], old.machine != service.machine {
      servicesByMachine[old.machine]?.remove(address)
    }
    services[address] = service
    servicesByMachine[service.machine, default: []].insert(address)
  }

  /// Forgets a service.
  mutating func removeService(_ address: String, at now: Timestamp) {
    guard let service = services.removeValue(forKey: address) else { return }
    servicesByMachine[service.machine]?.remove(address)
    availability.close(address, at: now)
  }

  /// The service that holds `port` on a machine, besides `address`.
  func holder(of port: Int, on machine: String, besides address: String) -> String? {
    (servicesByMachine[machine] ?? []).sorted().first { other in
      other != address && services[other].map { $0.isRunning && $0.ports.contains(port) } == true
    }
  }

  // MARK: machines

  /// Nothing runs on the machine any more.
  mutating func halt(_ address: String, at now: Timestamp) {
    for service in servicesByMachine[address] ?? [] { availability.close(service, at: now) }
  }

  /// What ran on the machine runs again; `startUp` tells how long each service takes.
  mutating func boot(
    _ address: String, at now: Timestamp, startUp: (String) -> Duration?
  ) {
    for name in (servicesByMachine[address] ?? []).sorted() where services[name]?.isRunning == true
    {
      start(name, healthy: startUp(name).map { now + $0 })
    }
  }

  /// Takes a machine away, with everything on it.
  mutating func removeMachine(_ address: String, at now: Timestamp) {
    for service in (servicesByMachine[address] ?? []).sorted() { removeService(service, at: now) }
    servicesByMachine[address] = nil
    if let machine = machines.removeValue(forKey: address) {
      homes[machine.home] = nil
      networks[machine.network] = nil
    }
    for volume in writers.keys.sorted() { writers[volume]?.remove(address) }
  }

  // MARK: volumes

  /// Lets a machine write to a volume; two machines that live must never do so.
  mutating func attach(_ volume: String, to machine: String) {
    writers[volume, default: []].insert(machine)
    let living = (writers[volume] ?? []).filter { machines[$0]?.isAlive == true }
    if living.count > 1 {
      violations.append("`\(volume)` is written to by \(living.sorted().joined(separator: ", "))")
    }
  }
}
