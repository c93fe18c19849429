import BlueprintExpressions
import BlueprintModel

extension ServicePart {
  /// The steps of a hook, which run on the service's own instance unless they say.
  mutating func steps(_ declarations: [StepDeclaration]) -> [StepSpec] {
    var scope = StepScope(service: service)
    scope.site = .init(subject: .service(service), isSingle: true)
    scope.instance = binder.symbols.type(of: .service(service))
    var steps = StepBinder(binder: binder, files: files, actionNeeds: actionNeeds)
    let bound = steps.bindAll(declarations, in: scope)
    collector.add(steps.needs)
    return bound
  }
}
