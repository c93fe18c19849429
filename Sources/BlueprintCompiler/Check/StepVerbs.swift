/// The provider verbs that steps need.
struct StepVerbs {
  let groups: [String: String]
  private let services: NameTable<Service>

  /// The verbs for steps of `application`.
  init(_ application: Application) {
    groups = Dictionary(application.machines.map { ($0.name, $0.target) }) { first, _ in first }
    services = NameTable(application.services) { $0.name }
  }

  /// What `steps` need, by target, each verb where it is needed first.
  func required(by steps: [StepSpec], on subject: Need.Subject?) -> [String: [RequiredVerb]] {
    var found: [String: [RequiredVerb]] = [:]
    steps.visit(on: subject) { step, subject in
      guard let verb = verb(of: step, on: subject), let target = target(of: subject),
        found[target]?.contains(where: { $0.verb == verb }) != true
      else { return }
      found[target, default: []].append(RequiredVerb(verb: verb, place: step.place))
    }
    return found
  }

  private func target(of subject: Need.Subject?) -> String? {
    switch subject {
    case .machines(let name): groups[name]
    case .service(let name): services[name].flatMap { groups[$0.group] }
    case nil: nil
    }
  }

  private func verb(of step: StepSpec, on subject: Need.Subject?) -> String? {
    switch step.kind {
    case .run: return "host.job"
    case .file: return "host.put"
    case .fetch: return "host.get"
    case .waitUntil: return "health.wait"
    case .machine(let verb, _): return verb.verb
    case .service(let control):
      guard case .service(let name)? = subject, let service = services[name],
        control.hooks(of: service).isEmpty
      else { return nil }
      return "service.control"
    default: return nil
    }
  }
}
