import BlueprintModel

/// A verb that a construct of the blueprint needs from the provider of its machines.
struct RequiredVerb {
  let verb: String
  /// The construct.
  let place: Place

  /// What the machine group itself needs.
  static func of(_ group: MachineGroup) -> [RequiredVerb] {
    ["machine.ensure", "machine.delete"].map { RequiredVerb(verb: $0, place: group.place) }
  }

  /// What `service` needs.
  static func of(_ service: Service) -> [RequiredVerb] {
    var verbs: [RequiredVerb] = []
    func need(_ names: [String], at place: Place?) {
      guard let place else { return }
      verbs += names.map { RequiredVerb(verb: $0, place: place) }
    }
    need(["packages.ensure"], at: service.packages.first?.place)
    need(["host.put"], at: service.files.first?.place)
    if service.run != nil {
      need(["service.ensure", "service.control", "service.delete"], at: service.place)
    }
    need(["health.wait"], at: service.health?.place)
    need(["host.job", "host.get", "host.put"], at: service.backup?.place)
    return verbs
  }
}
