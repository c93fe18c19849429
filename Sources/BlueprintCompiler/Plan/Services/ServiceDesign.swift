import BlueprintExpressions
import BlueprintModel

/// What one instance of a service shall be: the resources it consists of, in the order in which
/// they are made, and how it is reloaded.
struct ServiceDesign {
  /// Packages, files and the work of hooks, before the process.
  private(set) var preparation: [Facet] = []
  /// The running software.
  let process: Facet
  /// Makes the running software take up new files without an interruption; empty if it can't.
  let reload: [PlanNode]
  /// Its health; nil for a service without a check.
  let health: Facet?

  /// All resources of the instance.
  var facets: [Facet] { preparation + [process] + (health.map { [$0] } ?? []) }

  /// The design of the instance `context`, which is `late` with every resource's outputs late.
  /// `dependencies` are the groups that the service needs; `outputs` gives a preparation's
  /// outputs, which may be known only during the run.
  init(
    context: InstanceContext, late: InstanceContext, dependencies: [ResourceAddress],
    stableFor stable: Duration,
    outputs: (Facet) throws(EvaluationError) -> BoundValue
  ) throws(EvaluationError) {
    let builder = FacetBuilder(context: context, late: late, dependencies: dependencies)
    var config: [String: BoundValue] = [:]
    for facet in try builder.preparation() {
      config[facet.label] = .map(facet.desired)
      if facet.last.verb == "host.put" {
        config[facet.label] = try outputs(facet).member("digest")
      }
      preparation.append(facet)
    }
    process = try builder.process(
      config: BoundValue(map: config), standsOn: preparation.map(\.address))
    reload = try builder.reload(of: process)
    health = try builder.health(of: process, stableFor: stable)
  }
}
