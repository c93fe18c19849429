import BlueprintModel

extension ResourceChange {
  /// What an outcome means for the step's resource.
  ///
  /// A failure that may have changed something leaves no applied digest behind: the next plan
  /// then finds the resource different from every desired state and corrects it, whatever the
  /// author does to the blueprint in between. A resource that may have come into being is
  /// recorded, so that it can be taken away.
  ///
  /// - Parameters:
  ///   - desired: the digests of the step's intent.
  ///   - target: the binding of the step's target.
  ///   - prior: the resource's record until now.
  static func of(
    _ outcome: Outcome, step: Step, desired: ValueMap, target: TargetBinding?, prior: Resource?
  ) -> ResourceChange? {
    guard let address = step.resource else { return nil }
    switch (outcome, step.effect) {
    case (.again, _), (_, .none): return nil
    case (.done, .delete): return .remove(address)
    case (.done(let handle, let outputs), .ensure):
      guard var resource = record(of: address, step: step, target: target) else { return nil }
      resource.handle = handle.flatMap { $0 == .null ? nil : $0 } ?? prior?.handle ?? .null
      resource.outputs = outputs.isEmpty ? prior?.outputs ?? [:] : outputs
      resource.applied = desired
      // A step without a verb writes down what holds, and made nothing.
      resource.making = step.verb == nil ? prior?.making : Resource.Making(
        verb: step.verb, input: step.input, desired: step.desired, timeout: step.timeout)
      return .put(resource)
    case (.failed(let failure), _):
      guard failure.changed != .no else { return nil }
      let fallback = step.effect == .ensure ? record(of: address, step: step, target: target) : nil
      guard var resource = prior ?? fallback else { return nil }
      resource.applied = [:]
      return resource == prior ? nil : .put(resource)
    }
  }

  private static func record(
    of address: ResourceAddress, step: Step, target: TargetBinding?
  ) -> Resource? {
    guard let target else { return nil }
    return Resource(
      address: address, target: target, teardown: step.teardown, uses: step.uses,
      protect: step.protect, place: step.place)
  }
}
