import BlueprintExpressions
import BlueprintModel

extension Teardown {
  /// The recorded input, bound to what exists. Environment entries that refer to resources which
  /// are gone already are left out: nothing can be told of them any more. Nil if anything else
  /// refers to such a resource, as when its machine is gone: then there is nothing to do.
  ///
  /// - Parameter names: the outputs of what exists, as ``NameScope/names(of:)`` gives them.
  func bound(
    in names: [String: BoundValue]
  ) throws(EvaluationError) -> [String: BoundValue]? {
    var input = try boundInput()
    if case .map(let environment)? = input["env"] {
      input["env"] = .map(environment.filter { $0.value.isKnown(in: names) })
    }
    guard input.values.allSatisfy({ $0.isKnown(in: names) }) else { return nil }
    var bound: [String: BoundValue] = [:]
    for (key, value) in input { bound[key] = try value.reduced(in: names) }
    return bound
  }

  private func boundInput() throws(EvaluationError) -> [String: BoundValue] {
    let value: BoundValue
    do { value = try BoundValue(json: input) } catch {
      throw EvaluationError(.wrongType, "the recorded input of `\(name)`: \(error)")
    }
    switch value {
    case .map(let entries): return entries
    case .literal(.map(let entries)):
      return Dictionary(uniqueKeysWithValues: entries.map { ($0.key, .literal($0.value)) })
    default: throw EvaluationError(.wrongType, "the recorded input of `\(name)` is no map")
    }
  }
}

extension BoundValue {
  /// Whether every resource that it refers to is among `names`.
  fileprivate func isKnown(in names: [String: BoundValue]) -> Bool {
    guard case .map(let known)? = names["resources"] else { return lateResources.isEmpty }
    return lateResources.allSatisfy { known[$0.description] != nil }
  }
}

extension NameScope {
  /// The names of what exists, by which recorded inputs are bound. What has no outputs was never
  /// finished and cannot be referred to.
  static func names(of known: [ResourceAddress: Resource]) -> [String: BoundValue] {
    let outputs = known.values.filter { !$0.outputs.isEmpty }.map {
      ($0.address.description, BoundValue.literal(.map($0.outputs)))
    }
    return ["resources": .map(Dictionary(uniqueKeysWithValues: outputs))]
  }
}
