import BlueprintExpressions
import BlueprintModel

/// Instances that come to a machine from which others go, as when a service gets another name.
/// They may want the same port, so those that go do so first, and do not wait until those that
/// stay have turned away from them: that waits for the newcomers.
struct Succession {
  /// The resources that are taken away without regard to users that stay: the software that
  /// makes room, and what of the rest uses it.
  let yielding: Set<ResourceAddress>
  /// The end of what goes, for each instance that comes in its place.
  let ends: [ResourceAddress: [StepID]]

  init(application: Application, known: [ResourceAddress: Resource]) {
    var wanted: [ResourceAddress: ResourceAddress] = [:]
    let groups = NameTable(application.machines) { $0.name }
    for service in application.services {
      for index in groups[service.group]?.indices ?? [] {
        wanted[InstanceAddress.service(service.name, index)] =
          InstanceAddress.machine(service.group, index)
      }
    }
    var leaving: [ResourceAddress: [Resource]] = [:]
    for (address, resource) in known where address == address.instance && wanted[address] == nil {
      if let machine = resource.hostingMachine { leaving[machine, default: []].append(resource) }
    }
    var ends: [ResourceAddress: [StepID]] = [:]
    var yielding: Set<ResourceAddress> = []
    for (instance, machine) in wanted where known[instance]?.uses.contains(machine) != true {
      for resource in leaving[machine] ?? [] {
        ends[instance, default: []].append(resource.end)
        yielding.insert(resource.address)
      }
    }
    self.ends = ends.mapValues { $0.sorted() }
    self.yielding = Self.closure(of: yielding, known: known, wanted: Set(wanted.keys))
  }

  /// `yielding` with everything that goes too and uses it.
  private static func closure(
    of yielding: Set<ResourceAddress>, known: [ResourceAddress: Resource],
    wanted: Set<ResourceAddress>
  ) -> Set<ResourceAddress> {
    guard !yielding.isEmpty else { return [] }
    let users = RemovalPlanner.users(of: known)
    var found = yielding
    var open = Array(yielding)
    var groups: Set<ResourceAddress> = []
    while let next = open.popLast() {
      var direct = users[next] ?? []
      // Once for each group, which may have as many users as members.
      if groups.insert(next.group).inserted { direct += users[next.group] ?? [] }
      for user in direct where !wanted.contains(user.instance) && found.insert(user).inserted {
        open.append(user)
      }
    }
    return found
  }
}

extension Resource {
  /// The machine that a process runs on, from what is recorded of stopping it.
  fileprivate var hostingMachine: ResourceAddress? {
    for teardown in teardown.reversed() {
      guard let host = teardown.input["host"], let value = try? BoundValue(json: host) else {
        continue
      }
      if let machine = value.lateResources.first { return machine }
    }
    return nil
  }

  /// The last step of its removal.
  fileprivate var end: StepID { address.step(teardown.last?.name ?? "forget") }
}
