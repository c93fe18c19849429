import BlueprintModel

/// Steps that do nothing but write down what is known of a resource.
extension StepDraft {
  /// This step without its effect on the real thing, named `name`: the resource is as desired
  /// already.
  func recording(_ name: String) -> StepDraft {
    var draft = self
    draft.id = (resource ?? ResourceAddress(phase)).step(name)
    draft.verb = nil
    draft.input = [:]
    draft.delay = .zero
    draft.effect = .ensure
    return draft
  }

  /// Writes down that `resource` is no longer as it was applied, before work on it begins: should
  /// the work not be finished, the next plan corrects it, whatever is wanted by then.
  static func interruption(of resource: Resource) -> StepDraft {
    var draft = StepDraft(
      id: resource.address.step("interrupt"), phase: resource.address.instance.description,
      target: resource.target.name)
    draft.resource = resource.address
    draft.effect = .ensure
    draft.teardown = resource.teardown
    draft.uses = resource.uses
    draft.protect = resource.protect
    draft.place = resource.place
    return draft
  }
}
