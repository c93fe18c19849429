import BlueprintExpressions
import BlueprintModel

/// One instance of a service while it is being planned: where it runs and what its names mean.
struct InstanceContext {
  /// The service.
  let service: Service
  /// The instance.
  let address: ResourceAddress
  /// The machine that it runs on.
  let machine: ResourceAddress
  /// The target of that machine.
  let target: String
  /// What all names stand for.
  let scope: NameScope
  /// The names in scope.
  let names: [String: BoundValue]
  /// The machine's outputs, which tell a provider how to reach it.
  let host: BoundValue
  /// The service's environment.
  let environment: [String: BoundValue]

  private static let host = BoundValue.reference(
    Reference(root: "self", path: [.key("machine"), .key("host")]))

  init(service: Service, index: Int?, target: String, scope: NameScope) throws(EvaluationError) {
    self.service = service
    self.target = target
    self.scope = scope
    address = InstanceAddress.service(service.name, index)
    machine = InstanceAddress.machine(service.group, index)
    names = scope.names(at: address)
    host = try Self.host.reduced(in: names)
    environment = try Self.bind(service.environment, in: names)
  }

  /// The directory of the service on its machine, relative to the machine's home.
  var directory: BoundValue { .literal(.string("services/\(service.name)")) }

  /// A draft for this instance, without input.
  func draft(_ name: String, verb: String?, input: [String: BoundValue] = [:]) -> StepDraft {
    var draft = StepDraft(id: address.step(name), phase: address.description, target: target)
    draft.verb = verb
    draft.input = input
    draft.place = service.place
    return draft
  }

  /// `variables` over `base`, bound.
  static func bind(
    _ variables: [EnvironmentVariable], over base: [String: BoundValue] = [:],
    in names: [String: BoundValue]
  ) throws(EvaluationError) -> [String: BoundValue] {
    var environment = base
    for variable in variables {
      environment[variable.name] = try variable.value.reduced(in: names)
    }
    return environment
  }
}
