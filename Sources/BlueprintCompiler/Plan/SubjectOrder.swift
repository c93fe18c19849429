import BlueprintModel

/// Machine groups and services in an order in which each stands after what it needs; by name
/// where the needs leave a choice. What is in a cycle, which the compiler refuses, is left out.
struct SubjectOrder {
  /// The order.
  let subjects: [Need.Subject]

  init(application: Application) {
    var needs: [Need.Subject: Set<Need.Subject>] = [:]
    for group in application.machines {
      needs[.machines(group.name)] = Set(group.needs.map(\.subject))
    }
    for service in application.services {
      needs[.service(service.name)] = Set(service.needs.map(\.subject))
        .union([.machines(service.group)])
    }
    var dependents: [Need.Subject: [Need.Subject]] = [:]
    var open: [Need.Subject: Int] = [:]
    for (subject, needed) in needs {
      let present = needed.filter { $0 != subject && needs[$0] != nil }
      open[subject] = present.count
      for other in present { dependents[other, default: []].append(subject) }
    }
    var order: [Need.Subject] = []
    var level = Self.sorted(open.filter { $0.value == 0 }.keys)
    while !level.isEmpty {
      order += level
      var next: [Need.Subject] = []
      for subject in level {
        for dependent in dependents[subject] ?? [] {
          open[dependent, default: 0] -= 1
          if open[dependent] == 0 { next.append(dependent) }
        }
      }
      level = Self.sorted(next)
    }
    subjects = order
  }

  private static func sorted(_ subjects: some Sequence<Need.Subject>) -> [Need.Subject] {
    subjects.map { (address: $0.address, subject: $0) }.sorted { $0.address < $1.address }
      .map(\.subject)
  }
}
